# check: -c 2 -i 1
# expect: safe

ring = Array(1)
head = Atomic(0)
ready = Event()

def producer():
    ring[0] = produce()
    ready.set()

def consumer():
    ready.wait()
    item = ring[0]
    if head.cas(0, 1):
        consume(item)
