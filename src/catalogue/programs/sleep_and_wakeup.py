buffer = Buffer(capacity)
count = 0
producer_bed = Atomic(0)
consumer_bed = Atomic(0)

def producer():
    global count
    while True:
        item = produce()
        if count == capacity:
            producer_bed.wait(0)
        buffer.put(item)
        count += 1
        if count == 1:
            consumer_bed.notify(1)

def consumer():
    global count
    while True:
        if count == 0:
            consumer_bed.wait(0)
        item = buffer.get()
        count -= 1
        if count == capacity - 1:
            producer_bed.notify(1)
        consume(item)
