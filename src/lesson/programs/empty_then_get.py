queue = Queue(capacity)

def producer():
    while True:
        item = produce()
        queue.put(item)

def consumer():
    while True:
        if queue.empty():
            continue
        item = queue.get(timeout=0)
        consume(item)
