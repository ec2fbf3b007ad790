# check: 
# expect: deadlock
# says: A wake-up was lost: `c` was last notified before P1 began to wait there

c = Condition()

def producer():
    with c:
        c.wait()

def consumer():
    with c:
        c.notify()
