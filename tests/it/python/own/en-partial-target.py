import threading
from functools import partial

total = 0
lock = threading.Lock()


def add(sign, amount, times=1):
    global total
    for _ in range(times):
        with lock:
            total += sign * amount


pay = partial(add, -1, times=2)
earn = partial(add, 1)
threads = [threading.Thread(target=pay, args=(3,)), threading.Thread(target=partial(earn, 10))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("total:", total)
