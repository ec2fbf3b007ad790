# check:
# expect: unfinished-thread
# says: All work is done, but the program never ends: C1 and O1 wait for more that never comes

import threading, queue
a = queue.Queue()
b = queue.Queue()
def one():
    while True:
        b.put(a.get())
def two():
    while True:
        b.get()
t = threading.Thread(target=one)
u = threading.Thread(target=two)
t.start()
u.start()
a.put(1)
