stock = []
mutex = Lock()

def producer():
    while True:
        item = produce()
        with mutex:
            stock.append(item)

def consumer():
    while True:
        try:
            with mutex:
                item = stock.pop(0)
        except IndexError:
            continue
        consume(item)
