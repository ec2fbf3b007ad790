from multiprocessing import Process, Manager
def add(d):
    for _ in range(2):
        d["count"] += 1
if __name__ == "__main__":
    manager = Manager()
    d = manager.dict()
    d["count"] = 0
    ps = [Process(target=add, args=(d,)) for i in range(2)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(d["count"])
