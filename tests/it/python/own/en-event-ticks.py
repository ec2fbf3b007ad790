import threading, time
tick = threading.Event()
stop = False
count = 0
def worker():
    global count
    for _ in range(2):
        if tick.wait(1):
            count += 1
t = threading.Thread(target=worker)
t.start()
for _ in range(2):
    time.sleep(0.1)
    tick.set()
    tick.clear()
t.join()
print(count)
