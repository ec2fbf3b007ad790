from multiprocessing import Process, Barrier, Array, Semaphore, Condition, RLock

def work(a, b, i, s):
    with s:
        a[i] = i + 1
    b.wait()
    print(i, sum(a))

if __name__ == "__main__":
    a, b, s = Array('i', [0, 0]), Barrier(2), Semaphore(1)
    ps = [Process(target=work, args=(a, b, i, s)) for i in range(2)]
    [p.start() for p in ps]
    [p.join() for p in ps]
    print("end", a[0], a[1])
