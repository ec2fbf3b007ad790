import threading
a = [1, 2]
b = a
c = list(a)
def work():
    a.append(3)
t = threading.Thread(target=work)
t.start()
t.join()
b.append(4)
print(len(a), len(b), len(c), a is b, a is c, c == [1, 2])
