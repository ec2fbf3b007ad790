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
        try:
            mutex.acquire()
            item = stock.pop(0)
            mutex.release()
        except IndexError:
            continue
        consume(item)
