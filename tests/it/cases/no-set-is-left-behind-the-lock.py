# check:
# expect: deadlock
# says: A wake-up was lost: `e` was set and cleared again before H1 saw it
# not: needs `m` first

m = Lock()
e = Event()

def helper():
    m.acquire()
    e.wait()
    m.release()

def other():
    e.set()
    e.clear()
    m.acquire()
    m.release()
