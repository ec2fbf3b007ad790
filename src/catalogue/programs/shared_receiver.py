tx, rx = channel()
turn = Lock()

def producer():
    while True:
        item = produce()
        tx.send(item)

def consumer():
    while True:
        try:
            with turn:
                item = rx.recv()
                # nothing slow here
        except RecvError:
            break
        consume(item)
