# check: -p 2 -c 2 -i 1
# expect: safe
# says: 2 producers, 2 consumers, 1 thread `main`
# not: No thread uses

q = Queue()

def producer():
    q.put(produce())

def consumer():
    while True:
        consume(q.get())

def main():
    join(producer)
