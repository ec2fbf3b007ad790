import threading
l = threading.Lock()
def w():
    if l.acquire(False, 1):
        l.release()
t = threading.Thread(target=w)
t.start(); t.join()
print("end")
