# check: -i 1
# expect: overwrite
# says: the last copy of P1·1 is gone

a = Array(1)
ready = Event()
gone = Event()

def producer():
    a[0] = produce()
    ready.set()

def consumer():
    ready.wait()
    item = a[0]
    a[0] = None
    gone.set()
    if item is None:
        consume(item)
    gone.wait()
