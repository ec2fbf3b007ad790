numbers = []
guard = Lock()
ready = Event()

def producer():
    while True:
        item = produce()
        with guard:
            numbers.append(item)
            ready.set()

def consumer():
    while True:
        ready.wait()
        with guard:
            item = numbers.pop(0)
            ready.clear()
        consume(item)
