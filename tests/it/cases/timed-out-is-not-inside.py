# check: -p 2 -i 1
# expect: safe
# not: entered the critical section

m = Lock()
b = Buffer(4)

def producer():
    item = produce()
    if m.acquire(timeout=5):
        b.put(item)
        m.release()
    else:
        sleep(1)
        sleep(2)
