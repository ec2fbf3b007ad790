# check: 
# expect: bad input
# says: Did you mean `Full`?

q = Queue(1)

def producer():
    while True:
        item = produce()
        try:
            q.put(item, timeout=10)
        except Fulll:
            pass
