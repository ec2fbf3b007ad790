# check: -p 2 -c 2 -n 2
# expect: safe

buffer = Buffer(capacity)
mutex = Semaphore(1)
full = Semaphore(0)
empty = Semaphore(capacity)
# invariant: empty.value + full.value <= capacity

def producer():
    while True:
        item = produce()
        empty.wait()
        with mutex:
            buffer.put(item)
        full.signal()

def consumer():
    while True:
        full.wait()
        with mutex:
            item = buffer.get()
        empty.signal()
        consume(item)
