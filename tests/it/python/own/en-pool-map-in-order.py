import threading
from concurrent.futures import ThreadPoolExecutor

lock = threading.Lock()
total = 0


def add(n):
    global total
    with lock:
        total += n
    return n + 1


seen = 0
with ThreadPoolExecutor(max_workers=3) as pool:
    for result in pool.map(add, [1, 2, 3]):
        seen = seen * 10 + result
print("total:", total, "seen:", seen)
