# check: --items 1
# expect: livelock

ready = 0
token = Queue(1)

def producer():
    item = produce()
    token.put(None)
    while ready == 0:
        token.get()
        token.put(None)
    consume(item)
