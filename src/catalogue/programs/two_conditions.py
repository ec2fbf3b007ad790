buffer = Buffer(capacity)
count = 0
mutex = Lock()
has_space = Condition(mutex)
has_items = Condition(mutex)
# invariant: count <= capacity

def push(item):
    global count
    with mutex:
        while count == capacity:
            has_space.wait()
        buffer.put(item)
        count += 1
        has_items.notify()

def pop():
    global count
    with mutex:
        while count == 0:
            has_items.wait()
        item = buffer.get()
        count -= 1
        has_space.notify()
        return item

def producer():
    while True:
        item = produce()
        push(item)

def consumer():
    while True:
        item = pop()
        consume(item)
