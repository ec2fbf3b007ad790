# check:
# expect: deadlock
# says: H1 waits for `e` to be set. `e` was cleared after H1 had seen that it was set
# not: wake-up was lost
# not: sleeps at `e`

import threading
e = threading.Event()
def helper():
    e.wait()
    e.clear()
    e.wait()
t = threading.Thread(target=helper)
t.start()
e.set()
t.join()
