import threading
a = -7
b = 2
out = []
def work():
    global a, b
    a -= 0
    b += 0
    out.append(a // b)
    out.append(a % b)
    out.append(a // -b)
    out.append(a % -b)
    out.append(-a // b)
def other():
    global a, b
    a += 0
    b += 0
t = threading.Thread(target=work)
t.start()
t.join()
u = threading.Thread(target=other)
u.start()
u.join()
print(out[0], out[1], out[2], out[3], out[4])
