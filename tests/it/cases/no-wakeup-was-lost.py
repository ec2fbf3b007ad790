# check: -c 2 -i 1
# expect: deadlock
# not: wake-up was lost

q = Queue()

def producer():
    while True:
        item = produce()
        q.put(item)

def consumer():
    while True:
        item = q.get()
        if item is None:
            break
        consume(item)

def main():
    join(producer)
    q.put(None)
    join(consumer)
