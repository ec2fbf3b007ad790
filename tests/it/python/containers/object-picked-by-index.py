import threading
class Job:
    def __init__(self,n):
        self.n=n
        self.result=None
jobs=[Job(i) for i in range(4)]
nxt=0
lock=threading.Lock()
def w():
    global nxt
    while True:
        with lock:
            if nxt>=len(jobs): return
            job=jobs[nxt]
            nxt+=1
        job.result=job.n*2
ts=[threading.Thread(target=w) for i in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(sum(j.result for j in jobs))
