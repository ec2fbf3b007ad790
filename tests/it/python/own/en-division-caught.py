import threading, queue
q = queue.Queue()
failed = 0
def work():
    global failed
    while True:
        x = q.get()
        if x is None:
            break
        try:
            print(100 / x)
        except ZeroDivisionError:
            failed += 1
t = threading.Thread(target=work)
t.start()
for x in (4, 0, None):
    q.put(x)
t.join()
print("failed", failed)
