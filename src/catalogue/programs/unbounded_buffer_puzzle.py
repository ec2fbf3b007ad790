# Puzzle: a consumer must never find the buffer empty.
# Hint: mutex = Semaphore(1) and items = Semaphore(0) are enough.
buffer = []

def producer():
    while True:
        event = produce()
        buffer.append(event)

def consumer():
    while True:
        event = buffer.pop(0)
        consume(event)
