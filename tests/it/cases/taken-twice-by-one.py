# check: 
# expect: deadlock
# says: P1 took `m`, has not given it back, and waits for it again
# not: `full` had no permit

m = Semaphore(1)
full = Semaphore(0)

def producer():
    m.acquire()
    m.acquire()
    full.release()

def consumer():
    full.acquire()
    m.release()
