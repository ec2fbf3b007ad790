import threading
n = 0
def w():
    global n
    n += 1
t = threading.Thread(target=w)
u = threading.Thread(target=w)
t.start()
u.start()
t.join()
u.join()
