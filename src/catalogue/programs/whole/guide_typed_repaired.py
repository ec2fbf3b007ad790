import threading
from collections import deque

class ThreadSafeQueue:
    def __init__(self):
        self.items = deque()
        self.not_empty = threading.Condition()

    def push(self, item):
        if item is None:
            raise TypeError("a reading is a number")
        with self.not_empty:
            self.items.append(item)
            self.not_empty.notify()

    def pop(self):
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            return self.items.popleft()

queue = ThreadSafeQueue()

def producer():
    for reading in [20, None, 22]:
        try:
            queue.push(reading)
        except TypeError:
            print("left out:", reading)
            queue.push(0)

def consumer():
    warmest = 0
    for _ in range(3):
        reading = queue.pop()
        if reading > warmest:
            warmest = reading
    print("warmest:", warmest)

threads = [
    threading.Thread(target=producer),
    threading.Thread(target=consumer),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
