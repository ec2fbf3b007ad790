# check: -p 2
# expect: deadlock

m = RLock()

def producer():
    m.acquire()
    m.acquire()
    m.release()
