import threading, time, queue
q = queue.Queue()
def work():
    d = q.get()
    time.sleep(d - 2)
    print("slept")
t = threading.Thread(target=work)
t.start()
q.put(1)
t.join()
print("end")
