stock = []
spaces = Atomic(capacity)
filled = Atomic(0)
# invariant: len(stock) <= capacity

def down(count):
    seen = count.load()
    while seen == 0 or not count.cas(seen, seen - 1):
        count.wait(0)
        seen = count.load()

def up(count):
    count.add(1)
    count.notify(1)

def producer():
    while True:
        item = produce()
        down(spaces)
        stock.append(item)
        up(filled)

def consumer():
    while True:
        down(filled)
        item = stock.pop(0)
        up(spaces)
        consume(item)
