# check: -n 3
# expect: safe
# says: No thread uses these numbers: 3 slots.
# not: consumer, 3 slots

capacity = 4
q = Queue(capacity)

def producer():
    q.put(None)

def consumer():
    consume(q.get())
