# check: 
# expect: safe

m = Lock()
ready = Event()

def producer():
    m.acquire()
    ready.set()

def consumer():
    ready.wait()
    m.release()
