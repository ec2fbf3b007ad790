import threading
history = []
lock = threading.Lock()
def log(x):
    with lock:
        history.append(x)
        if len(history) > 2:
            history.pop(0)
ts = [threading.Thread(target=log, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(len(history))
