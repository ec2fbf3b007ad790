import threading, time
name = None
def work():
    global name
    time.sleep(0.05)
    name = "bob"
t = threading.Thread(target=work)
t.start()
print("hello " + name)
t.join()
