import threading
import counter
from counter import add, count, count as seen


def work():
    add()


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
count += 5
assert counter.count == 2
print(count, seen, counter.count)
# file: counter.py
import threading

count = 0
lock = threading.Lock()


def add():
    global count
    with lock:
        count += 1
