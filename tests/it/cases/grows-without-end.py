# check: 
# expect: undecided grows
# says: As long as at most 3 wait in `q`, nothing goes wrong.

q = Queue()

def producer():
    while True:
        item = produce()
        q.put(item)

def consumer():
    while True:
        item = q.get()
        consume(item)
