import threading
s = ""
def w(c):
    global s
    for _ in range(2):
        s += c
ts = [threading.Thread(target=w, args=(c,)) for c in "ab"]
for t in ts: t.start()
for t in ts: t.join()
print(s)
