buffer = []
lock = Lock()
not_empty = Condition(lock)

def producer():
    while True:
        item = produce()
        with lock:
            buffer.append(item)
            not_empty.notify()

def consumer():
    while True:
        with lock:
            if not buffer:
                not_empty.wait()
            item = buffer.pop(0)
        consume(item)
