buffer = Buffer(capacity)
count = 0

def producer():
    while True:
        item = produce()
        while count == capacity:
            pass
        buffer.put(item)
        count += 1

def consumer():
    while True:
        while count == 0:
            pass
        item = buffer.get()
        count -= 1
        consume(item)
