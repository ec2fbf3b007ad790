# Each consumer takes two items and leaves.
tx, rx = sync_channel(capacity)

def producer():
    while True:
        item = produce()
        try:
            tx.send(item)
        except SendError:
            break

def consumer():
    taken = 0
    for item in rx:
        consume(item)
        taken += 1
        if taken == 2:
            break
