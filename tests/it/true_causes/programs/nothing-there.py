rest = []
q = Queue(1)
p = Queue(1)
n = 0

def one():
    if n == 0:
        rest.pop()

def two():
    p.put(1)
    p.put(2, timeout=1)

def three():
    x = q.get(timeout=1)

def four():
    y = q.get(timeout=0)
