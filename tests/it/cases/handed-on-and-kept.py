# check: -i 1
# expect: duplicate-read
# says: had consumed it already

r = Queue(2)
a = Array(1)

def producer():
    a[0] = produce()
    r.put(a[0])
    r.put(a[0])

def consumer():
    while True:
        consume(r.get())
