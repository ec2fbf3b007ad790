import threading, time
n = None
def work():
    global n
    time.sleep(0.05)
    n = 3
t = threading.Thread(target=work)
t.start()
print("n is %d" % n)
t.join()
