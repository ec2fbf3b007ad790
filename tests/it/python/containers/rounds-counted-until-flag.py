import threading
import time

running = True
def worker():
    n = 0
    while running:
        n += 1
        time.sleep(0.01)
    print("stopped")
t = threading.Thread(target=worker)
t.start()
time.sleep(0.05)
running = False
t.join()
print("end")
