import threading, time
result = None
def work():
    global result
    time.sleep(0.05)
    result = 8
t = threading.Thread(target=work)
t.start()
half = result / 2
print(half)
t.join()
