tx, rx = sync_channel(capacity)

def producer():
    while True:
        item = produce()
        tx.send(item)

def consumer():
    for item in rx:
        consume(item)
