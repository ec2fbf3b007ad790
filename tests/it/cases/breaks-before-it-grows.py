# check: 
# expect: exception
# says: `IndexError`
# not: has no limit

xs = []

def producer():
    while True:
        xs.append(produce())

def consumer():
    while True:
        consume(xs.pop(0))
