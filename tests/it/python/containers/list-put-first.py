import threading
l=[]
def w(v):
    l.insert(0, v)
ts=[threading.Thread(target=w,args=(v,)) for v in (1,2)]
for t in ts: t.start()
for t in ts: t.join()
print(l)
