mutex = Semaphore(1)

def producer():
    while True
        item = produce()
        mutex.wiat()
        buffer.put(item)
