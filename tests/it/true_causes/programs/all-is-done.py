import threading, queue
q = queue.Queue()
def w():
    while True:
        q.get()
t = threading.Thread(target=w)
t.start()
q.put(1)
