import threading
counter=0
res=[]
def w():
    global counter
    counter+=1
    res.append(("w", counter))
ts=[threading.Thread(target=w) for v in (1,2)]
for t in ts: t.start()
for t in ts: t.join()
for n,c in res: print(n,c)
print(res)
