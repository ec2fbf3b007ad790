numbers = []
guard = Lock()
ready = Event()

def produce_into(buffer, lock, event):
    while True:
        item = produce()
        with lock:
            buffer.append(item)
            event.set()

def consume_from(buffer, lock, event):
    while True:
        event.wait()
        with lock:
            item = buffer.pop(0)
            event.clear()
        consume(item)

def producer():
    produce_into(numbers, guard, ready)

def consumer():
    consume_from(numbers, guard, ready)
