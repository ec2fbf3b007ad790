# check:
# expect: deadlock
# says: The last notification at `c` woke H1, which waits there again
# not: wake-up was lost

c = Condition()
e = Event()

def producer():
    e.wait()
    with c:
        c.notify_all()

def helper():
    with c:
        e.set()
        while True:
            c.wait()
