import threading
n = 3
def work():
    global n
    n += 4
t = threading.Thread(target=work)
t.start()
t.join()
print("n is %d and %s" % (n, "x"), "{} {}".format(n, 1), n / 2 if n > 100 else n // 2, sep="-")
