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

    def resize(self, capacity):
        with self.lock:
            self.capacity = capacity
            self.not_full.notify_all()

queue = ThreadSafeQueue(1)

def producer():
    for number in range(3):
        queue.push(number)
    print("pushed 3")

thread = threading.Thread(target=producer)
thread.start()
queue.resize(3)
thread.join()
print("waiting:", len(queue.items))
