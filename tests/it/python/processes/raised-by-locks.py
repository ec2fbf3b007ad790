from multiprocessing import Process, Lock, RLock, Condition, BoundedSemaphore, Semaphore
def f(): pass
if __name__ == "__main__":
    out = []
    l = Lock(); r = RLock(); c = Condition(); b = BoundedSemaphore(1); s = Semaphore(1)
    p = Process(target=f)
    try:
        p.join()
    except AssertionError:
        out.append("join")
    p.start()
    try:
        p.start()
    except AssertionError:
        out.append("start")
    p.join()
    try:
        l.release()
    except ValueError:
        out.append("lock")
    try:
        r.release()
    except AssertionError:
        out.append("rlock")
    try:
        c.notify()
    except AssertionError:
        out.append("notify")
    try:
        c.wait()
    except AssertionError:
        out.append("wait")
    try:
        c.notify_all()
    except AssertionError:
        out.append("all")
    try:
        c.release()
    except AssertionError:
        out.append("crelease")
    try:
        b.release()
    except ValueError:
        out.append("bounded")
    s.release()
    print(out)
