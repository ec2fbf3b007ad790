import threading
d={"a":1,"b":2}
def w():
    d.pop("a", None)
def v():
    del d["b"]
ts=[threading.Thread(target=w),threading.Thread(target=v)]
for t in ts: t.start()
for t in ts: t.join()
print(len(d), "a" in d)
