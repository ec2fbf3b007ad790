queue = []
mutex = Lock()
has_space = Condition(mutex)
has_items = Condition(mutex)
running = Event()

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

def produce_while(running, start, delay):
    sleep(start)
    running.wait()
    while running.is_set():
        item = produce()
        push(item)
        sleep(delay)

def producer():
    produce_while(running, 500 * me, 300)

def consumer():
    while True:
        item = pop()
        consume(item)

def main():
    running.set()
    sleep(5000)
    running.clear()
    join(producer)
