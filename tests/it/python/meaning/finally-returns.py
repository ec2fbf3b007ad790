import threading
got = []
def f():
    try:
        raise ValueError("gone")
    finally:
        return 7
def work():
    got.append(f())
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
