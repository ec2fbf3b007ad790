numbers = []
guard = Lock()
ready = Event()
running = True

def producer():
    while True:
        item = produce()
        with guard:
            numbers.append(item)
            ready.set()

def consumer():
    while running:
        ready.wait()
        with guard:
            if not numbers:
                ready.clear()
                continue
            item = numbers.pop(0)
        consume(item)

def main():
    global running
    join(producer)
    running = False
    join(consumer)
