from multiprocessing import Process, Array, Lock

def fill(a, i, lock):
    a[i] = i * i
    with lock:
        a[3] += 1

a = Array('i', 4)
lock = Lock()
ps = [Process(target=fill, args=(a, i, lock)) for i in range(3)]
for p in ps: p.start()
for p in ps: p.join()
print(a[:], sum(a), len(a))
