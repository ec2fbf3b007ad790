# check: -i 2
# expect: safe

r = Queue(1)
xs = []

def producer():
    while True:
        xs.append(produce())
        r.put(xs[0])
        xs.pop(0)

def consumer():
    while True:
        consume(r.get())
