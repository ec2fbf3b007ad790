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
        if not buffer:
            with lock:
                not_empty.wait()
        with lock:
            item = buffer.pop(0)
        consume(item)
