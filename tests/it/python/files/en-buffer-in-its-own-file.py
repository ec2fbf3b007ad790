"""Producers and consumers; the buffer stands in a file of its own."""
import threading
import buffer as b

N = 2
shelf = b.BoundedBuffer(1)


def produce():
    for number in range(N):
        shelf.put(number)


def consume():
    for _ in range(N):
        print("got", shelf.get())


if __name__ == "__main__":
    all_threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
    for thread in all_threads:
        thread.start()
    for thread in all_threads:
        thread.join()
    print("done")
# file: buffer.py
from collections import deque
from threading import Condition


class BoundedBuffer:
    def __init__(self, size):
        self.size = size
        self.items = deque()
        self.changed = Condition()

    def put(self, item):
        with self.changed:
            while len(self.items) >= self.size:
                self.changed.wait()
            self.items.append(item)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            while not self.items:
                self.changed.wait()
            item = self.items.popleft()
            self.changed.notify_all()
            return item


if __name__ == "__main__":
    alone = BoundedBuffer(1)
    alone.put(1)
    alone.put(2)
