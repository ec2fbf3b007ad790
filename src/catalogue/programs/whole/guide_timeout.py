import threading
from collections import deque

class ThreadSafeQueue:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = deque()
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def push(self, item):
        with self.not_full:
            while len(self.items) >= self.capacity:
                self.not_full.wait()
            self.items.append(item)
            self.not_empty.notify()

    def pop(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.popleft()
            self.not_full.notify()
            return item

queue = ThreadSafeQueue(2)

def producer():
    queue.push("parcel")
    print("nothing more to send")

def consumer():
    for _ in range(2):
        print("took a", queue.pop())

threads = [
    threading.Thread(target=producer),
    threading.Thread(target=consumer),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("done")
