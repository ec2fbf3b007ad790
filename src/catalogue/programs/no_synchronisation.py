buffer = Buffer(capacity)

def producer():
    while True:
        item = produce()
        buffer.put(item)

def consumer():
    while True:
        item = buffer.get()
        consume(item)
