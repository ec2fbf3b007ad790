import threading

d = {}
def work(n):
    d.setdefault("first", n)
t0 = threading.Thread(target=work, args=(1,))
t1 = threading.Thread(target=work, args=(2,))
t0.start(); t1.start()
t0.join(); t1.join()
print(d["first"])
