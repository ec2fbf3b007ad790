# check: -c 2
# expect: deadlock
# says: that woke another thread
# not: wake-up was lost

c = Condition()
gone = Semaphore(0)

def consumer():
    with c:
        gone.signal()
        c.wait()

def main():
    gone.wait()
    gone.wait()
    with c:
        with c:
            c.notify()
    join(consumer)
