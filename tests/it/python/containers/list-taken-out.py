import threading
l=[1,2,3]
def w(v):
    l.remove(v)
ts=[threading.Thread(target=w,args=(v,)) for v in (1,3)]
for t in ts: t.start()
for t in ts: t.join()
print(l, l.count(2), l.index(2))
