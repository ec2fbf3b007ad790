import queue
import random
import threading

total = 0
lock = threading.Lock()
jobs = queue.Queue()


def producer():
    for _ in range(2):
        jobs.put(random.randint(1, 1000))


def consumer():
    global total
    price = jobs.get()
    with lock:
        total += price


threads = [threading.Thread(target=it) for it in (producer, consumer, consumer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("done")
