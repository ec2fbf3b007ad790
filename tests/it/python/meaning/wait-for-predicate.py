import threading
c = threading.Condition()
n = 0
def work():
    global n
    for _ in range(2):
        with c:
            n += 1
            c.notify_all()
t = threading.Thread(target=work)
t.start()
with c:
    ok = c.wait_for(lambda: n == 2)
print(ok, n)
t.join()
