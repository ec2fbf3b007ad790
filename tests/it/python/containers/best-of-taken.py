import threading, queue
class Job:
    def __init__(self, n):
        self.n = n
        self.r = 0
q = queue.Queue()

a, b = Job(1), Job(2)
def p(): q.put(a)
t = threading.Thread(target=p)
t.start()
q.put(b)
best = q.get()
for _ in range(1):
    j = q.get()
    if j.n > best.n:
        best = j
best.r = 1
print(a.r, b.r)
