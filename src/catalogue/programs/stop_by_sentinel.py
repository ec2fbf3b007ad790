queue = Queue(capacity)

def producer():
    while True:
        item = produce()
        queue.put(item)

def consumer():
    while True:
        item = queue.get()
        if item is None:
            break
        consume(item)

def main():
    join(producer)
    for each in range(consumers):
        queue.put(None)
    join(consumer)
