buffer = Buffer(capacity)
spaces = Semaphore(capacity)
filled = Semaphore(0)
put_mutex = Semaphore(1)
get_mutex = Semaphore(1)
# invariant: spaces.value + filled.value <= capacity

def producer():
    while True:
        item = produce()
        spaces.wait()
        put_mutex.wait()
        buffer.put(item)
        put_mutex.signal()
        filled.signal()

def consumer():
    while True:
        filled.wait()
        get_mutex.wait()
        item = buffer.get()
        get_mutex.signal()
        spaces.signal()
        consume(item)
