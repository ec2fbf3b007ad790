import threading, queue
a = queue.Queue()
b = queue.Queue()
def one():
    while True:
        a.get()
        b.put(1)
def two():
    while True:
        b.get()
        a.put(1)
t = threading.Thread(target=one)
u = threading.Thread(target=two)
t.start()
u.start()
