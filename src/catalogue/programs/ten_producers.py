tx, rx = channel()

def producer():
    while True:
        sleep(1000 * (me + 1))
        item = produce()
        tx.send(item)

def consumer():
    for item in rx:
        consume(item)
