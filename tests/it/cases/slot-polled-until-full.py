# check: -n 1 -i 1
# expect: safe

ring = Array(1)

def producer():
    ring[0] = produce()

def consumer():
    item = None
    while item is None:
        item = ring[0]
    consume(item)
