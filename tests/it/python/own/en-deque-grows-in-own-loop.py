import threading
from collections import deque
d = deque([1, 2])
def w():
    for x in d:
        if x == 2:
            d.append(5)
    print("done")
t = threading.Thread(target=w)
t.start(); t.join()
print(len(d))
