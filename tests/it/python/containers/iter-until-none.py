import threading
import queue

q = queue.Queue()
total = 0
def consumer():
    global total
    for item in iter(q.get, None):
        total += item
t = threading.Thread(target=consumer)
t.start()
for i in range(3):
    q.put(i)
q.put(None)
t.join()
print("total", total)
