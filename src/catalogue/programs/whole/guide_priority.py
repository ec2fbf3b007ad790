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

queue = ThreadSafeQueue(3)
order = []

def producer():
    queue.push("letter")
    queue.push("letter")
    queue.push("telegram")

def consumer():
    for _ in range(3):
        order.append(queue.pop())

maker = threading.Thread(target=producer)
taker = threading.Thread(target=consumer)
maker.start()
maker.join()
taker.start()
taker.join()
print("first:", order[0])
assert order[0] == "telegram"
