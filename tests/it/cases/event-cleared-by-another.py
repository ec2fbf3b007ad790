# check:
# expect: deadlock
# says: `e` was cleared after H1 had seen that it was set, and no thread is left to set it again
# not: wake-up was lost

e = Event()
f = Event()

def helper():
    e.wait()
    f.set()
    e.wait()

def other():
    e.set()
    f.wait()
    e.clear()
