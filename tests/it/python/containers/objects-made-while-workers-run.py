import threading, queue
class Job:
    def __init__(self,n):
        self.n=n
        self.result=None
q=queue.Queue()
done=queue.Queue()
def w():
    while True:
        j=q.get()
        if j is None: break
        j.result=j.n*2
        done.put(j)
ts=[threading.Thread(target=w) for _ in range(2)]
for t in ts: t.start()
for i in range(3): q.put(Job(i))
for _ in ts: q.put(None)
for t in ts: t.join()
total=0
while not done.empty():
    total+=done.get().result
print(total)
