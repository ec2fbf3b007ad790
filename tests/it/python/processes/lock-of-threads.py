from multiprocessing import Process, Value
import threading
lock = threading.Lock()
v = Value('i', 0)
def work():
    for _ in range(2):
        with lock:
            v.value += 1
ps = [Process(target=work) for _ in range(2)]
for p in ps: p.start()
for p in ps: p.join()
print(v.value)
