import threading
def work():
    pass
t = threading.Thread(target=work)
t.start()
try:
    t.start()
except RuntimeError:
    print("once only")
t.join()
t.join()
print("end", t.is_alive())
