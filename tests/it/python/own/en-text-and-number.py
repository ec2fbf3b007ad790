import threading, queue
q = queue.Queue()
def w():
    for _ in range(2):
        print("got " + q.get())
t = threading.Thread(target=w)
t.start()
q.put("a")
q.put(5)
t.join()
print("end")
