# check:
# expect: exception
# says: W1 waited at `b`, and it was broken or reset, or the time was over
# not: not all came

import threading
b = threading.Barrier(2)
def w():
    b.wait()
t = threading.Thread(target=w)
t.start()
b.wait()
b.abort()
t.join()
