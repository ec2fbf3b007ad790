import threading, queue
q = queue.Queue()
def w():
    left = 1
    while left > -2:
        try:
            q.get(timeout=left)
        except queue.Empty:
            left -= 1
t = threading.Thread(target=w)
t.start(); t.join()
print("end")
