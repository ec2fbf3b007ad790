from multiprocessing import Process, Queue
def first(q):
    q.put(3)
    q.put("x")
def second(n, m):
    print(n, m, total)
q = Queue()
p = Process(target=first, args=(q,))
p.start()
total = q.get()
x = q.get()
total += 1
r = Process(target=second, args=(total, (x, 5)))
r.start()
r.join()
p.join()
print("end", total)
