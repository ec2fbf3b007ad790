import threading
b = threading.Barrier(2)
def w():
    b.wait()
t = threading.Thread(target=w)
t.start()
b.wait()
b.abort()
t.join()
