stock = []
mutex = Lock()

def producer():
    while True:
        item = produce()
        mutex.acquire()
        stock.append(item)
        mutex.release()

def consumer():
    while True:
        mutex.acquire()
        try:
            item = stock.pop(0)
        except IndexError:
            item = None
        finally:
            mutex.release()
        if item is not None:
            consume(item)
