# check:
# expect: deadlock
# says: `s` started with no permit and never got one, and no thread that would signal it can move
# not: or has ended

import threading
s = threading.Semaphore(0)
def w():
    s.release()
t = threading.Thread(target=w)
s.acquire()
t.start()
