import threading
from collections import deque
recent = deque(maxlen=2)
lock = threading.Lock()
def work(n):
    with lock:
        recent.append(n)
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
assert len(recent) == 2
print(len(recent))
