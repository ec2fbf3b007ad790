# check: -i 1
# expect: safe

a = Array(2)
ready = Event()

def producer():
    a[0] = produce()
    a[1] = a[0]
    a[0] = None
    ready.set()

def consumer():
    ready.wait()
    consume(a[1])
