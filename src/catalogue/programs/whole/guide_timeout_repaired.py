import threading
from collections import deque

class ThreadSafeQueue:
    def __init__(self):
        self.items = deque()
        self.not_empty = threading.Condition()

    def push(self, item):
        with self.not_empty:
            self.items.append(item)
            self.not_empty.notify()

    def pop(self, timeout):
        with self.not_empty:
            if not self.not_empty.wait_for(self.has_items, timeout):
                raise TimeoutError("nothing came")
            return self.items.popleft()

    def has_items(self):
        return len(self.items) > 0

queue = ThreadSafeQueue()
finished = threading.Event()

def producer():
    queue.push("parcel")
    print("nothing more to send")

def consumer():
    while True:
        is_last_look = finished.is_set()
        try:
            print("took a", queue.pop(timeout=0.05))
        except TimeoutError:
            if is_last_look:
                break

maker = threading.Thread(target=producer)
taker = threading.Thread(target=consumer)
maker.start()
taker.start()
maker.join()
finished.set()
taker.join()
print("done")
