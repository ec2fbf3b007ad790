import threading, queue
class B:
    def __init__(self, n): self.n = n
q = queue.Queue()
a, b = B(1), B(4)

def f():
    x = q.get()
    y = q.get()
    for o in (x, y): o.n += 1
t = threading.Thread(target=f)
t.start()
p = [threading.Thread(target=q.put, args=(o,)) for o in (a, b)]
for x in p: x.start()
for x in p: x.join()
t.join()
print(a.n, b.n)
