import threading
import queue
q = queue.Queue()
got = []
def work():
    while True:
        try:
            item = q.get_nowait()
        except queue.Empty:
            break
        else:
            got.append(item)
        finally:
            got.append("f")
q.put(1)
q.put(2)
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
