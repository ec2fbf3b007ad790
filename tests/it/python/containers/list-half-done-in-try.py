import threading, queue
q = queue.Queue()
l = []
s = set()
def put():
    q.put(1)
t = threading.Thread(target=put)
t.start()
try:
    l.append(1)
    s.add(1)
    x = q.get(timeout=1)
    l.append(2)
    s.add(2)
except queue.Empty:
    pass
print(l, len(s))
t.join()
