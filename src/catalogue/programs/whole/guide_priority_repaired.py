import threading
from collections import deque

class ThreadSafeQueue:
    def __init__(self):
        self.urgent = deque()
        self.items = deque()
        self.lock = threading.Lock()
        self.not_empty = threading.Condition(self.lock)

    def push(self, item, is_urgent=False):
        with self.not_empty:
            if is_urgent:
                self.urgent.append(item)
            else:
                self.items.append(item)
            self.not_empty.notify()

    def pop(self):
        with self.not_empty:
            while not self.urgent and not self.items:
                self.not_empty.wait()
            if self.urgent:
                return self.urgent.popleft()
            return self.items.popleft()

queue = ThreadSafeQueue()
order = []

def producer():
    queue.push("letter")
    queue.push("letter")
    queue.push("telegram", is_urgent=True)

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
