import threading
import queue

q = queue.Queue()
def producer(n):
    for i in range(2):
        q.put({"id": i, "by": n})
    q.put(None)
total = 0
def consumer(_):
    global total
    for order in iter(q.get, None):
        total += order["id"] + order.get("extra", 10)
p = threading.Thread(target=producer, args=(1,)); c = threading.Thread(target=consumer, args=(1,))
p.start(); c.start(); p.join(); c.join()
print(total)
