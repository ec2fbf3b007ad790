import random
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

class ThreadSafeQueue(Generic[T]):
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.items: deque[T] = deque()
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def push(self, item: T) -> None:
        with self.not_full:
            while len(self.items) >= self.capacity:
                self.not_full.wait()
            self.items.append(item)
            self.not_empty.notify()

    def pop(self) -> T:
        with self.not_empty:
            while not self.items:
                self.not_empty.wait()
            item = self.items.popleft()
            self.not_full.notify()
            return item

@dataclass
class Producer:
    queue: ThreadSafeQueue[str]
    running: threading.Event

    def __call__(self) -> None:
        while self.running.is_set():
            time.sleep(random.uniform(0.001, 0.01))
            self.queue.push("parcel")

@dataclass
class Consumer:
    queue: ThreadSafeQueue[str]
    running: threading.Event

    def __call__(self) -> None:
        while self.running.is_set():
            time.sleep(random.uniform(0.001, 0.01))
            print("took a", self.queue.pop())

def main(run_time: float = 0.05) -> None:
    queue: ThreadSafeQueue[str] = ThreadSafeQueue(2)
    running = threading.Event()
    running.set()
    jobs = [Producer(queue, running), Consumer(queue, running)]
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    time.sleep(run_time)
    running.clear()
    for thread in threads:
        thread.join()
    print("all threads have stopped")

if __name__ == "__main__":
    main()
