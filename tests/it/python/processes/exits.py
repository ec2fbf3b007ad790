import sys
from multiprocessing import Process
def f(n):
    try:
        if n < 5:
            sys.exit(n)
        raise SystemExit(n)
    finally:
        pass
def g():
    try:
        sys.exit(4)
    except SystemExit:
        pass
if __name__ == "__main__":
    ts = [Process(target=f, args=(n,)) for n in (0, 3, 6)]
    ts.append(Process(target=g))
    for t in ts: t.start()
    for t in ts: t.join()
    print([t.exitcode for t in ts])
