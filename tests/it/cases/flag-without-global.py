# check: -i 1
# expect: livelock
# says: warning: Without `global running`

running = True
q = Queue()

def producer():
    while True:
        item = produce()
        q.put(item)

def consumer():
    while running or not q.empty():
        try:
            item = q.get(timeout=10)
        except Empty:
            continue
        consume(item)

def main():
    join(producer)
    running = False
    join(consumer)
