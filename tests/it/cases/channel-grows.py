# check: -p 2
# expect: undecided grows
# says: `tx` has no limit

tx, rx = channel()

def producer():
    while True:
        tx.send(produce())

def consumer():
    for item in rx:
        consume(item)
