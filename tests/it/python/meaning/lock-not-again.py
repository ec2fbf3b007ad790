import threading
l = threading.Lock()
def work():
    l.acquire()
    got = l.acquire(blocking=False)
    print("second:", got)
    l.release()
t = threading.Thread(target=work)
t.start()
t.join()
print("free:", not l.locked())
