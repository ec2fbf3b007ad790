import threading
c = threading.Condition()
ready = False
def work():
    global ready
    with c:
        ready = True
        c.notify()
t = threading.Thread(target=work)
t.start()
with c:
    got = c.wait(timeout=0.01)
t.join()
print(got in (True, False), ready)
