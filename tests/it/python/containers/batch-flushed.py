import threading

buf = []
lock = threading.Lock()
flushed = 0
def add(n):
    global flushed
    with lock:
        buf.append(n)
        if len(buf) >= 2:
            flushed += sum(buf)
            buf.clear()
t0 = threading.Thread(target=add, args=(1,))
t1 = threading.Thread(target=add, args=(2,))
t2 = threading.Thread(target=add, args=(4,))
t0.start(); t1.start(); t2.start()
t0.join(); t1.join(); t2.join()
print(flushed, buf)
