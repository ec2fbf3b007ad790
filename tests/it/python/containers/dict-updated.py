import threading
d={}
def w(i):
    d.update({i: i*i})
    d.update(last=i)
ts=[threading.Thread(target=w,args=(v,)) for v in (1,2)]
for t in ts: t.start()
for t in ts: t.join()
print(d[1], d["last"])
