import threading, queue
class B:
    def __init__(self, n): self.n = n
q = queue.Queue()
a, b = B(5), B(6)
cur = a
def w():
    global cur
    cur = q.get()
t = threading.Thread(target=w)
q.put(b)
t.start()
print(cur.n)
t.join()
