# check: 
# expect: safe

m = RLock()

def producer():
    with m:
        m.acquire()
        m.release()
