# check: -p 2 -c 3 -i 1
# expect: safe
# says: 2 producers
# says: No thread uses these numbers: 3 consumers.
# not: 3 consumers, 

q = Queue()

def producer():
    q.put(produce())
