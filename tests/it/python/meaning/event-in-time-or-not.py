import threading
e = threading.Event()
got = []
def work():
    got.append(e.wait(0.01))
    got.append(e.is_set())
t = threading.Thread(target=work)
t.start()
t.join()
e.set()
print(got, e.wait(0.01))
