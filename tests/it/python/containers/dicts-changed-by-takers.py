import threading, queue
q=queue.Queue()
out=[]
jobs=[{"id":i,"done":False} for i in range(3)]
def w():
    while True:
        j=q.get()
        if j is None: break
        j["done"]=True
ts=[threading.Thread(target=w) for _ in range(2)]
for t in ts: t.start()
for j in jobs: q.put(j)
for _ in ts: q.put(None)
for t in ts: t.join()
print(sum(1 for j in jobs if j["done"]))
