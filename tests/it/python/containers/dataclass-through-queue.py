import threading
import queue

from dataclasses import dataclass
@dataclass
class Order:
    number: int
    price: float
q = queue.Queue(maxsize=2)
def producer():
    for i in range(3):
        q.put(Order(i, i * 10))
    q.put(None)
def consumer():
    total = 0
    while True:
        order = q.get()
        if order is None:
            break
        total += order.price
        print(f"order {order.number}: {order.price}")
    print("total", total)
p = threading.Thread(target=producer)
c = threading.Thread(target=consumer)
p.start(); c.start(); p.join(); c.join()
print("all done")
