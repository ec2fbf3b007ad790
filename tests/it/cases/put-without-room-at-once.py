# check: -n 1 -i 2
# expect: exception
# says: P1 found `q` full, and does not wait: `Full`
# not: waited

q = Queue(capacity)

def producer():
    while True:
        q.put(produce(), timeout=0)

def consumer():
    consume(q.get())
