# Whatever has the smallest number leaves first.
queue = PriorityQueue(capacity)

def producer():
    while True:
        item = produce()
        queue.put(item)

def consumer():
    while True:
        item = queue.get()
        consume(item)
