m = RLock()
e = Event()

def producer():
    with m:
        with m:
            e.wait()

def consumer():
    e.set()
    m.release()
