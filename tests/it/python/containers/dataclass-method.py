import threading
import queue
from dataclasses import dataclass

@dataclass
class Job:
    n: int
    name: str = "job"
    def double(self):
        return self.n * 2
q = queue.Queue()
def producer(n):
    q.put(Job(n))
p0 = threading.Thread(target=producer, args=(1,)); p1 = threading.Thread(target=producer, args=(2,))
p0.start(); p1.start(); p0.join(); p1.join()
a = q.get(); b = q.get()
print(a)
print(a.double(), b.double(), a.name)
