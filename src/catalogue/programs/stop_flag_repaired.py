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
    while True:
        ready.wait()
        with guard:
            if numbers:
                item = numbers.pop(0)
            elif running:
                ready.clear()
                continue
            else:
                break
        consume(item)

def main():
    global running
    join(producer)
    guard.acquire()
    running = False
    ready.set()
    guard.release()
    join(consumer)
