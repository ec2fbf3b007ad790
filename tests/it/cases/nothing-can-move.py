# check: 
# expect: livelock
# says: There is never any progress

buffer = Buffer(capacity)
ready = False

def producer():
    while True:
        item = produce()
        while not ready:
            pass
        buffer.put(item)

def consumer():
    while True:
        while not ready:
            pass
        item = buffer.get()
        consume(item)
