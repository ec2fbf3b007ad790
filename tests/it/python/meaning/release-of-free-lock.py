import threading
l = threading.Lock()
r = threading.RLock()
got = []
def work():
    try:
        l.release()
    except RuntimeError:
        got.append("lock")
    try:
        r.release()
    except RuntimeError:
        got.append("rlock")
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
