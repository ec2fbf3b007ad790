# check: -i 100
# expect: safe
# not: has no limit

q = Queue()

def producer():
    while True:
        q.put(produce())

def consumer():
    while True:
        consume(q.get())
