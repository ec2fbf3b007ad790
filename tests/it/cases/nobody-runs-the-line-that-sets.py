# check:
# expect: deadlock
# says: No thread runs a line that sets `e`
# not: No line of the program

import threading
e = threading.Event()
def setter():
    e.set()
def w():
    e.wait()
t = threading.Thread(target=w)
t.start()
t.join()
