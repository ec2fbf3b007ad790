# check: -c 2 -i 1
# expect: duplicate-read
# says: had consumed it already

ring = Array(1)
ready = Event()

def producer():
    ring[0] = produce()
    ready.set()

def consumer():
    ready.wait()
    item = ring[0]
    consume(item)
