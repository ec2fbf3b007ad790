import threading
from collections import Counter

c = Counter()
lock = threading.Lock()
def count(text):
    for ch in text:
        with lock:
            c[ch] += 1
t0 = threading.Thread(target=count, args=("ab",))
t1 = threading.Thread(target=count, args=("b",))
t0.start(); t1.start()
t0.join(); t1.join()
print(c["a"], c["b"], c["z"], len(c))
