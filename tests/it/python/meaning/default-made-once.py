import threading
def add(x, xs=[]):
    xs.append(x)
    return len(xs)
got = []
def work():
    got.append(add(1))
    got.append(add(2))
t = threading.Thread(target=work)
t.start()
t.join()
print(got, add(3))
