import threading
from multiprocessing import Process, Queue
lock = threading.Lock()
again = threading.RLock()
permits = threading.Semaphore(3)
ready = threading.Event()
off = threading.Event()
off.set()
def nothing():
    pass
def work(q):
    again.release()
    again.release()
    n = 0
    while permits.acquire(blocking=False):
        n += 1
    got = lock.acquire(blocking=False)
    lock.release()
    try:
        again.release()
        last = False
    except RuntimeError:
        last = True
    q.put(n)
    for it in [got, last, ready.is_set(), off.is_set()]:
        q.put(1 if it else 0)
if __name__ == "__main__":
    first = Process(target=nothing)
    first.start()
    first.join()
    q = Queue()
    p = Process(target=work, args=(q,))
    again.acquire()
    again.acquire()
    permits.acquire()
    lock.acquire()
    ready.set()
    off.clear()
    p.start()
    print([q.get() for _ in range(5)], lock.locked())
    p.join()
