import threading
from collections import deque

class ThreadSafeQueue:
    def __init__(self):
        self.items = deque()
        self.not_empty = threading.Condition()

    def push(self, item):
        with self.not_empty:
            self.items.append(item)
            self.not_empty.notify_all()

    def pop_pair(self):
        with self.not_empty:
            while len(self.items) < 2:
                self.not_empty.wait()
            return self.items.popleft(), self.items.popleft()

shoes = ThreadSafeQueue()

def factory():
    for number in range(4):
        shoes.push(number)

def packer(name):
    left, right = shoes.pop_pair()
    print(name, "packed", left, "and", right)
    assert right == left + 1

threads = [
    threading.Thread(target=factory),
    threading.Thread(target=packer, args=("Ana",)),
    threading.Thread(target=packer, args=("Bia",)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("two pairs packed")
