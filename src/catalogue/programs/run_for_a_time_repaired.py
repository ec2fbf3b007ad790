queue = []
mutex = Lock()
has_space = Condition(mutex)
has_items = Condition(mutex)
stopping = Event()

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

def produce_until(stopping, start, delay):
    sleep(start)
    while not stopping.is_set():
        item = produce()
        push(item)
        sleep(delay)

def producer():
    produce_until(stopping, 500 * me, 300)

def consumer():
    while True:
        item = pop()
        consume(item)

def main():
    sleep(5000)
    stopping.set()
    join(producer)
