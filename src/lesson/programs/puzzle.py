buffer = []
mutex = Semaphore(1)
items = Semaphore(0)

def producer():
    while True:
        event = produce()
        buffer.append(event)

def consumer():
    while True:
        event = buffer.pop(0)
        consume(event)
