queue = []
mutex = Lock()
has_space = Condition(mutex)
has_items = Condition(mutex)

def push(item):
    with mutex:
        while len(queue) == capacity:
            has_space.wait()
        queue.append(item)
        has_items.notify()

def pop():
    with mutex:
        while not queue:
            has_items.wait()
        item = queue.pop(0)
        has_space.notify()
        return item

def empty():
    with mutex:
        return len(queue) == 0

def size():
    with mutex:
        return len(queue)

def producer():
    while True:
        item = produce()
        push(item)

def consumer():
    while True:
        item = pop()
        consume(item)

def watcher():
    was_empty = empty()
    count = size()
    assert was_empty or count <= capacity
