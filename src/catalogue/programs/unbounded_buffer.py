buffer = []
mutex = Semaphore(1)
items = Semaphore(0)
# no event is shared

def producer():
    # event is this thread's own
    while True:
        event = produce()
        mutex.wait()
        buffer.append(event)
        mutex.signal()
        items.signal()

def consumer():
    # event is this thread's own
    while True:
        items.wait()
        mutex.wait()
        event = buffer.pop(0)
        mutex.signal()
        consume(event)
