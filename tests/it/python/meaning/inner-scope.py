import threading
x = 1
def outer():
    x = 2
    def inner():
        return x
    return inner()
def work():
    global x
    x += outer()
t = threading.Thread(target=work)
t.start()
t.join()
print(x)
