# check:
# expect: deadlock
# says: The last notification at `c` woke H1, which waits there again; no thread is left to notify it once more
# not: wake-up was lost

c = Condition()
e = Event()

def producer():
    e.wait()
    with c:
        c.notify()

def helper():
    with c:
        e.set()
        c.wait()
        c.wait()
