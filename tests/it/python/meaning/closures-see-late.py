import threading
fs = [lambda: i for i in range(3)]
gs = [lambda i=i: i for i in range(3)]
got = []
def work():
    for f in fs:
        got.append(f())
    for g in gs:
        got.append(g())
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
