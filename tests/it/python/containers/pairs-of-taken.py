import threading, queue
class Job:
    def __init__(self, n):
        self.n = n
        self.r = 0
q = queue.Queue()
jobs = [Job(1), Job(2), Job(3)]
def p(j): q.put(j)
def w():
    prev = q.get()
    for _ in range(2):
        j = q.get()
        if j.n < prev.n:
            prev.r += 1
            prev, j = j, prev
        j.r += 10
ts = [threading.Thread(target=w)] + [threading.Thread(target=p, args=(j,)) for j in jobs[:2]]
q.put(jobs[2])
for x in ts: x.start()
for x in ts: x.join()
print([j.r for j in jobs])
