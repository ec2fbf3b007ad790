import threading
class A:
    def __init__(self,n): self.n=n
l=[]
def w(n):
    l.append(A(n))
ts=[threading.Thread(target=w,args=(k,)) for k in (1,2)]
for t in ts: t.start()
for t in ts: t.join()
for a in l: print(a.n)
print(l[0].n)
