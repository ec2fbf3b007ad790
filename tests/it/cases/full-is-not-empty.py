# check: -n 1 -i 2
# expect: exception
# says: `Full`

q = Queue(capacity)

def producer():
    while True:
        try:
            q.put(produce(), timeout=5)
        except Empty:
            pass
