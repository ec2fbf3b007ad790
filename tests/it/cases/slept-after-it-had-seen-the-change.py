# check:
# expect: deadlock
# says: H1 had seen the last change of `a` before it slept there, and no thread is left to wake it
# not: wake-up was lost

a = Atomic(0)

def producer():
    a.store(1)
    a.notify(1)

def helper():
    a.wait(0)
    a.wait(1)
