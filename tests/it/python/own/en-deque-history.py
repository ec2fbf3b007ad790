import threading
from collections import deque
h = deque()
lock = threading.Lock()
def add(x):
    with lock:
        h.append(x)
        while len(h) > 2:
            h.popleft()
ts = [threading.Thread(target=add, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(len(h))
