import threading
b = threading.Barrier(2)
order = []
def work(n):
    order.append(1)
    b.wait()
    order.append(2)
ts = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
for t in ts: t.start()
for t in ts: t.join()
print(order)
