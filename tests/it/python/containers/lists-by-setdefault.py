import threading
d={}
def w(k):
    d.setdefault(k, []).append(1)
ts=[threading.Thread(target=w,args=(k,)) for k in "aab"]
for t in ts: t.start()
for t in ts: t.join()
print(len(d["a"]), sorted(d))
