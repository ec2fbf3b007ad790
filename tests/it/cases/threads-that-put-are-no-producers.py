# check:
# expect: safe
# says: all schedules of 2 threads `w`, 1 thread `main`, runtime `threads`: a thread can lose its turn at any access
# says: Not decided, as it was not asked (--stop-on starvation): whether a thread can starve.
# not: 2 producers

import queue, threading
q = queue.Queue(maxsize=1)
def w():
    try:
        q.put(1, timeout=0.1)
    except queue.Full:
        print("full")
ts=[threading.Thread(target=w) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
