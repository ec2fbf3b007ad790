queue = []
changed = Condition()
# invariant: len(queue) <= capacity

def push(item):
    with changed:
        while len(queue) == capacity:
            changed.wait()
        queue.append(item)
        changed.notify_all()

def pop():
    with changed:
        while not queue:
            changed.wait()
        item = queue.pop(0)
        changed.notify_all()
        return item

def producer():
    while True:
        item = produce()
        push(item)

def consumer():
    while True:
        item = pop()
        consume(item)
