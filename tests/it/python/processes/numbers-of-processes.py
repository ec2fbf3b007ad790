import os
from multiprocessing import Process, Queue, Pool, current_process
def f(q, parent):
    q.put((os.getpid() != parent, os.getppid() == parent, os.getpid()))
def g(x):
    return os.getpid()
if __name__ == "__main__":
    q = Queue()
    me = os.getpid()
    p = Process(target=f, args=(q, me))
    print(p.pid)
    p.start()
    a, b, pid = q.get()
    p.join()
    with Pool(1) as pool:
        pids = pool.map(g, [1, 2])
    print(a, b, pid == p.pid, pid == me, me > 0, current_process().name, pids[0] == pids[1], pids[0] == me)
