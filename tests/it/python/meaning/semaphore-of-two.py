import threading
s = threading.Semaphore(2)
inside = 0
most = 0
m = threading.Lock()
def work():
    global inside, most
    with s:
        with m:
            inside += 1
            most = max(most, inside)
        with m:
            inside -= 1
ts = [threading.Thread(target=work) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(most <= 2, inside)
