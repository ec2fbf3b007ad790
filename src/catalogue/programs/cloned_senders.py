tx, rx = channel()

def producer():
    mine = tx.clone()
    drop(tx)
    while True:
        item = produce()
        mine.send(item)

def consumer():
    for item in rx:
        consume(item)
