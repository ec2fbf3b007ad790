# check: --stop-on starvation
# expect: safe
# says: 1 thread `alpha`, 1 thread `beta`, 1 thread `main`
# not: producer
# not: consumer
# not: Not decided

import queue, threading
q = queue.Queue(maxsize=1)
def alpha():
    q.put(1)
def beta():
    q.get()
ts=[threading.Thread(target=alpha), threading.Thread(target=beta)]
for t in ts: t.start()
for t in ts: t.join()
