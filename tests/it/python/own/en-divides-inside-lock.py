import threading
lock = threading.Lock()
total = 0
n = 0
def add(x):
    global total, n
    lock.acquire()
    total += x
    n += 1
    lock.release()
def avg():
    lock.acquire()
    print("avg", total / n)
    lock.release()
ts = [threading.Thread(target=avg), threading.Thread(target=add, args=(3,))]
for t in ts: t.start()
for t in ts: t.join()
print("end")
