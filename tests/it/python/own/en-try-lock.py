import threading

lock = threading.Lock()
skipped = [0, 0]


def visit(i):
    if lock.acquire(blocking=False):
        try:
            pass
        finally:
            lock.release()
    else:
        skipped[i] = 1


a = threading.Thread(target=visit, args=(0,))
b = threading.Thread(target=visit, args=(1,))
a.start()
b.start()
a.join()
b.join()
assert sum(skipped) < 2
