import sys
import threading
got = []
lock = threading.Lock()
def leave():
    with lock:
        try:
            got.append("exit")
            sys.exit("never said")
        except ValueError:
            got.append("wrong")
        finally:
            got.append("finally")
    got.append("behind")
def stays():
    try:
        raise SystemExit(3)
    except SystemExit:
        got.append("caught")
    got.append("goes on")
for target in [leave, stays]:
    t = threading.Thread(target=target)
    t.start()
    t.join()
try:
    sys.exit()
except SystemExit:
    got.append("main too")
print(got, lock.locked())
