# A lock taken again by who has it, and a name of the top that is a function's own.
shelf = RLock()
stock = []
ready = Semaphore(0)
count = 0

def put_away(item):
    count = 1
    with shelf:
        stock.append(item)
    return count

def producer():
    while True:
        item = produce()
        with shelf:
            put_away(item)
            shelf.acquire()
            shelf.release()
        ready.signal()

def consumer():
    while True:
        ready.wait()
        with shelf:
            item = stock.pop(0)
        consume(item)
