import threading
n = 2
got = []
def search(limit):
    for i in range(limit):
        if i == n:
            got.append(i)
            break
    else:
        got.append(-1)
    k = 0
    while k < limit:
        if k == n:
            break
        k += 1
    else:
        got.append(-2)
    got.append(k)
def work():
    search(2)
    search(4)
def change():
    global n
    n = 3
t = threading.Thread(target=work)
t.start()
t.join()
u = threading.Thread(target=change)
u.start()
u.join()
print(got, n)
