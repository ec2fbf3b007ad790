# check: 
# expect: exception
# says: `RuntimeError`

m = RLock()
ready = Event()

def producer():
    m.acquire()
    ready.set()

def consumer():
    ready.wait()
    m.release()
