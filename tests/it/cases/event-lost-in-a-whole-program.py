# check:
# expect: deadlock
# says: A wake-up was lost: `e` was set and cleared again before W1 saw it

import threading
e = threading.Event()
def w():
    e.wait()
t = threading.Thread(target=w)
t.start()
e.set()
e.clear()
t.join()
