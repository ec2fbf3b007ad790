import queue
import threading
e = threading.Event()
c = threading.Condition()
l = threading.Lock()
q = queue.Queue()
got = []
def work():
    if not e.wait(-1):
        got.append(1)
    with c:
        if not c.wait(-1):
            got.append(2)
    if l.acquire(timeout=-1):
        got.append(3)
    try:
        q.get(timeout=-1)
    except ValueError:
        got.append(4)
    except queue.Empty:
        got.append(5)
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
