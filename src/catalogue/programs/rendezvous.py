# No slot at all: an item goes from hand to hand.
tx, rx = sync_channel(0)

def producer():
    while True:
        item = produce()
        tx.send(item)

def consumer():
    for item in rx:
        consume(item)
