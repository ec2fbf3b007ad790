buffer = Buffer(capacity)
mutex = Semaphore(1)
items = Semaphore(0)
spaces = Semaphore(capacity)

def producer():
    while True:
        item = produce()
        spaces.wait()
        mutex.wait()
        buffer.put(item)
        mutex.signal()
        items.signal()

def consumer():
    while True:
        items.wait()
        mutex.wait()
        item = buffer.get()
        mutex.signal()
        spaces.signal()
        consume(item)
