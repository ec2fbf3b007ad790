queue = []
mutex = Lock()
has_items = Condition(mutex)
stopping = False

def producer():
    while True:
        item = produce()
        with mutex:
            queue.append(item)
            has_items.notify()

def consumer():
    while True:
        with mutex:
            while not queue and not stopping:
                has_items.wait()
            if not queue:
                break
            item = queue.pop(0)
        consume(item)

def main():
    global stopping
    join(producer)
    mutex.acquire()
    stopping = True
    has_items.notify_all()
    mutex.release()
    join(consumer)
