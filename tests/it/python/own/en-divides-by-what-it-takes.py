import threading, queue
q = queue.Queue()
def work():
    for _ in range(2):
        x = q.get()
        print("speed", 100 / x)
        q.task_done()
t = threading.Thread(target=work, daemon=True)
t.start()
q.put(4)
q.put(0)
q.join()
print("end")
