from multiprocessing import Process, Manager

def work(names, lock, n):
    with lock:
        names.append(n)

if __name__ == "__main__":
    with Manager() as manager:
        names = manager.list()
        lock = manager.Lock()
        ps = [Process(target=work, args=(names, lock, i)) for i in range(2)]
        for p in ps: p.start()
        for p in ps: p.join()
        print(len(names))
