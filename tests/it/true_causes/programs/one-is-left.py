import threading, queue
q = queue.Queue()
def w():
    q.get()
t = threading.Thread(target=w)
t.start()
q.put(1)
q.put(2)
t.join()
