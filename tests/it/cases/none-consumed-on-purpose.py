# check: -i 1
# expect: safe

a = Array(1)
q = Queue()

def producer():
    a[0] = produce()
    q.put(None)

def consumer():
    consume(q.get())
    consume(a[0])
