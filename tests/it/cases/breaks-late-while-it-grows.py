# check: 
# expect: assertion
# not: has no limit

q = Queue()
taken = 0

def producer():
    while True:
        q.put(produce())

def consumer():
    global taken
    while True:
        consume(q.get())
        taken += 1
        assert taken < 40
