import threading
import queue
import time
import random

def producer(q, n):
    for i in range(n):
        item = random.randint(0, 9)
        q.put(item)
        print(f"put {item}")
        time.sleep(random.uniform(0.1, 0.2))
    q.put(-1)
def consumer(q):
    total = 0
    while True:
        item = q.get()
        if item == -1:
            break
        total += item
    print("total", total)
q = queue.Queue(3)
t1 = threading.Thread(target=producer, args=(q, 2))
t2 = threading.Thread(target=consumer, args=(q,))
t1.start(); t2.start(); t1.join(); t2.join()
print("end")
