import threading
def make():
    n = 0
    def bump():
        nonlocal n
        n += 1
        return n
    return bump
a = make()
b = make()
got = []
def work():
    got.append(a())
    got.append(a())
    got.append(b())
t = threading.Thread(target=work)
t.start()
t.join()
print(got, a())
