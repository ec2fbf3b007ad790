# check: -i 2 -n 1
# expect: empty-read
# says: C1 read slot 0 before anything was written there: nothing made C1 wait until then
# not: wait for an item

buffer = Buffer(capacity)
s = Semaphore(0)

def producer():
    while True:
        s.signal()
        buffer.put(produce())

def consumer():
    while True:
        s.wait()
        consume(buffer.get())
