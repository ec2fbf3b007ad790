import threading
import time

stop = threading.Event()
def worker():
    count = 0
    while not stop.is_set():
        count += 1
        stop.wait(0.1)
    print("worker stopped")
t = threading.Thread(target=worker)
t.start()
time.sleep(0.3)
stop.set()
t.join()
print("main done")
