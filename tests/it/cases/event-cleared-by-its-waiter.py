# check:
# expect: deadlock
# says: `e` was cleared after H1 had seen that it was set, and no thread is left to set it again
# not: wake-up was lost

e = Event()

def producer():
    e.set()

def helper():
    e.wait()
    e.clear()
    e.wait()
