# check: -p 2 -c 1 -n 2 --items 2 --granularity operation
# expect: stuck-thread
buffer = Buffer(capacity)
mutex = Semaphore(2)
empty = Semaphore(capacity)
full = Semaphore(0)
stock = []

def producer():
    while True:
        item = produce()
        empty.down()
        mutex.down()
        buffer.put(item)
        mutex.up()
        full.up()

def consumer():
    while True:
        try:
            with mutex:
                item = stock.pop(0)
        except IndexError:
            continue
        consume(item)
