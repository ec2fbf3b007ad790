# check: 
# expect: exception
# says: gave `m` back, which it did not hold
# not: which nobody held

m = RLock()
s = Semaphore(0)

def main():
    m.acquire()
    m.acquire()
    s.release()
    m.release()
    m.release()

def other():
    s.acquire()
    m.release()
