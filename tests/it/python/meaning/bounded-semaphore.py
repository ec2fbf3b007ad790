import threading
b = threading.BoundedSemaphore(1)
s = threading.Semaphore(1)
got = []
def work():
    s.release()
    got.append(1)
    try:
        b.release()
        got.append(2)
    except ValueError:
        got.append(3)
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
