import threading, time
from collections import deque
log = deque()
stop = threading.Event()
def writer():
    for i in range(3):
        log.append(i)
        time.sleep(0.01)
    stop.set()
def monitor():
    while not stop.is_set():
        big = [x for x in log if slow(x)]
    print("mon")
def slow(x):
    time.sleep(0.005)
    return x > 0
a = threading.Thread(target=writer); b = threading.Thread(target=monitor)
a.start(); b.start(); a.join(); b.join()
print("end", len(log))
