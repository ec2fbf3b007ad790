import threading
import queue

class Job:
    def __init__(self, n):
        self.n = n
        self.done = False
q = queue.Queue()
def producer(_):
    job = Job(1)
    q.put(job)
    job.done = True
def consumer(_):
    job = q.get()
    print(job.done)
p0 = threading.Thread(target=producer, args=(1,)); p1 = threading.Thread(target=consumer, args=(2,))
p0.start(); p1.start(); p0.join(); p1.join()
print("end")
