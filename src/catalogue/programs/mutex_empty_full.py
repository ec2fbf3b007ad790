buffer = Buffer(capacity)
mutex = Semaphore(1)
empty = Semaphore(capacity)
full = Semaphore(0)
# invariant: empty.value + full.value <= capacity

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
        full.down()
        mutex.down()
        item = buffer.get()
        mutex.up()
        empty.up()
        consume(item)
