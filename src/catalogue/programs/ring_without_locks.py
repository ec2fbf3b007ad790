# One producer, one consumer. One slot always stays free.
ring = Array(capacity + 1)
head = Atomic(0)
tail = Atomic(0)

def producer():
    while True:
        item = produce()
        at = tail.load()
        after = (at + 1) % len(ring)
        while after == head.load():
            pass
        ring[at] = item
        tail.store(after)

def consumer():
    while True:
        at = head.load()
        while at == tail.load():
            pass
        item = ring[at]
        head.store((at + 1) % len(ring))
        consume(item)
