# check: -i 1
# expect: livelock
# says: without any progress

q = Queue(1)
done = False

def producer():
    q.put(produce())
    while not done:
        pass

def consumer():
    consume(q.get())
