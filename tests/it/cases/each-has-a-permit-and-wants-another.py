# check:
# expect: deadlock
# says: O1 and T1 wait for `s`. Every thread that has taken `s` waits for it once more
# not: waits for itself

s = Semaphore(2)

def one():
    s.wait()
    s.wait()
    s.signal()
    s.signal()

def two():
    s.wait()
    s.wait()
    s.signal()
    s.signal()
