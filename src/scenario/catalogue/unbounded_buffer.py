buffer = []
mutex = Semaphore(1)
items = Semaphore(0)
# event belongs to each thread alone

def producer():
    while True:
        event = produce()
        mutex.wait()
        buffer.append(event)
        mutex.signal()
        items.signal()

def consumer():
    while True:
        items.wait()
        mutex.wait()
        event = buffer.pop(0)
        mutex.signal()
        consume(event)
