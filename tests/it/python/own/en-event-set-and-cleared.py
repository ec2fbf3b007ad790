import threading, time
go = threading.Event()
def worker():
    go.wait()
    print("woken")
t = threading.Thread(target=worker)
t.start()
time.sleep(0.2)
go.set()
go.clear()
t.join()
print("end")
