# check: -i 2
# expect: safe

q = Queue(1)
r = Queue(1)
a = Array(1)

def producer():
    while True:
        q.put(produce())

def mover():
    for i in range(2):
        a[0] = q.get()
        r.put(a[0])

def consumer():
    while True:
        consume(r.get())
