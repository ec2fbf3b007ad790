import threading
import queue

q = queue.Queue()
d = {}
def producer(n):
    q.put(("k", n))
def consumer():
    for _ in range(2):
        k, v = q.get()
        d[k] = v
p0 = threading.Thread(target=producer, args=(1,)); p1 = threading.Thread(target=producer, args=(2,)); c = threading.Thread(target=consumer)
p0.start(); p1.start(); c.start(); p0.join(); p1.join(); c.join()
print(d['k'])
