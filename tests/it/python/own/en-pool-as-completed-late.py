import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

go = threading.Event()


def first():
    return 1


def second():
    go.wait()
    return 2


def third():
    return 3


with ThreadPoolExecutor(max_workers=1) as executor:
    futures = [executor.submit(work) for work in (first, second, third)]
    seen = 0
    for future in as_completed(futures):
        seen = seen * 10 + future.result()
        go.set()
assert seen == 123
print(seen)
