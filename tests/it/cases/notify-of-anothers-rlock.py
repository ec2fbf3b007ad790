# check: 
# expect: exception
# says: `RuntimeError`

c = Condition()
ready = Event()

def producer():
    with c:
        ready.set()
        with c:
            pass

def consumer():
    ready.wait()
    c.notify()
