import threading
d = {"log": ""}
def w(x):
    d["log"] += x
ts = [threading.Thread(target=w, args=(x,)) for x in "ab"]
for t in ts: t.start()
for t in ts: t.join()
print(d["log"])
