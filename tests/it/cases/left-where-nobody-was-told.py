# check:
# expect: unfinished-thread
# says: and the program never ends: C1 waits for more that never comes
# not: All work is done

import threading
s = threading.Semaphore(0)
data = []
def w():
    while True:
        s.acquire()
        data.pop()
t = threading.Thread(target=w)
t.start()
data.append(1)
s.release()
data.append(2)
