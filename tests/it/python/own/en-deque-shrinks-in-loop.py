import threading, time
from collections import deque
jobs = deque([1, 2, 3])
def take():
    time.sleep(0.01)
    jobs.popleft()
def show():
    n = 0
    for j in jobs:
        n += j
        time.sleep(0.02)
    print("total", n)
a = threading.Thread(target=take); b = threading.Thread(target=show)
a.start(); b.start(); a.join(); b.join()
print("left", len(jobs))
