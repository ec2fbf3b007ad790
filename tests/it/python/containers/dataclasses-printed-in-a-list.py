import threading
from dataclasses import dataclass
@dataclass
class A:
    n: int
    s: str="q"
l=[]
def w(n):
    l.append(A(n))
ts=[threading.Thread(target=w,args=(k,)) for k in (1,2)]
for t in ts: t.start()
for t in ts: t.join()
print(l[0])
print(l)
