queue = Queue(capacity)

def producer():
    while True:
        item = produce()
        queue.put(item)

def consumer():
    while True:
        try:
            item = queue.get(timeout=1000)
        except Empty:
            break
        consume(item)
