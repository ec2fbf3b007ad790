import threading
s = threading.Semaphore(0)
def w():
    s.release()
t = threading.Thread(target=w)
s.acquire()
t.start()
