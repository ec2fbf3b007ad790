buffer = Buffer(capacity)
count = 0

def producer():
    global count
    while True:
        item = produce()
        while count == capacity:
            pass
        buffer.put(item)
        count += 1

def consumer():
    global count
    while True:
        while count == 0:
            pass
        item = buffer.get()
        count -= 1
        consume(item)
