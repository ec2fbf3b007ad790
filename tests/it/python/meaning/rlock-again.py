import threading
r = threading.RLock()
n = 0
def inner():
    global n
    with r:
        n += 1
def work():
    with r:
        inner()
        inner()
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(n)
