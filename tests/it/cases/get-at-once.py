# check: -i 1
# expect: exception
# says: C1 found nothing in `q`, and does not wait: `Empty`
# not: waited

q = Queue(1)

def producer():
    q.put(produce())

def consumer():
    consume(q.get(timeout=0))
