# check:
# expect: deadlock
# says: The last notification at `c` woke H1, which waits there again
# not: wake-up was lost

import threading
c = threading.Condition()
e = threading.Event()
def helper():
    with c:
        e.set()
        c.wait()
        c.wait()
t = threading.Thread(target=helper)
t.start()
e.wait()
with c:
    c.notify()
t.join()
