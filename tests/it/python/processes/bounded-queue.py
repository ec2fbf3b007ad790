from multiprocessing import Process, Queue

def put(q, name):
    for i in range(2):
        q.put((name, i))

def take(q):
    for _ in range(4):
        name, i = q.get()
        print(name, i)

if __name__ == "__main__":
    q = Queue(maxsize=1)
    ps = [Process(target=put, args=(q, n)) for n in "ab"] + [Process(target=take, args=(q,))]
    for p in ps: p.start()
    for p in ps: p.join()
    print("end", q.empty())
