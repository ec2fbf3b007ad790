import threading
d={}
def w(k,v):
    d[k]=v
def r():
    for k in d:
        print(k, d[k])
ts=[threading.Thread(target=w,args=(k,1)) for k in "ab"]+[threading.Thread(target=r)]
for t in ts: t.start()
for t in ts: t.join()
print(d)
