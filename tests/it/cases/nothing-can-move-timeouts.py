# check: 
# expect: stuck-thread

q = Queue(1)
never = Event()

def producer():
    while not never.wait(timeout=5):
        pass
    q.put(produce())

def consumer():
    consume(q.get())
