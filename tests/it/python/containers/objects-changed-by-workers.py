import threading, queue
class Job:
    def __init__(self,n):
        self.n=n
        self.result=None
        self.done=False
q=queue.Queue()
jobs=[Job(i) for i in range(3)]
def w():
    while True:
        j=q.get()
        if j is None: break
        j.result=j.n*2
        j.done=True
ts=[threading.Thread(target=w) for _ in range(2)]
for t in ts: t.start()
for j in jobs: q.put(j)
for _ in ts: q.put(None)
for t in ts: t.join()
total=0
for j in jobs: total += j.result
print(total, all(j.done for j in jobs))
