# check: 
# expect: livelock
# says: There is never any progress

q = Queue(1)
mine = False
yours = False

def producer():
    while True:
        item = produce()
        while not yours:
            pass
        q.put(item)

def consumer():
    while not mine:
        pass
    consume(q.get())
