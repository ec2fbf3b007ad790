import threading
n = 0
def work():
    try:
        n += 1
    except UnboundLocalError:
        print("unbound")
t = threading.Thread(target=work)
t.start()
t.join()
print("n", n)
