import threading
from collections import defaultdict
d=defaultdict(int)
def w():
    for _ in range(2): d["hits"]+=1
ts=[threading.Thread(target=w) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(d["hits"])
