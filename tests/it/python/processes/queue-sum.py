import multiprocessing as mp


def produce(q, n):
    for i in range(n):
        q.put(i)
    q.put(None)


def consume(q, out):
    total = 0
    while True:
        x = q.get()
        if x is None:
            break
        total += x
    out.put(total)


if __name__ == "__main__":
    q = mp.Queue()
    out = mp.Queue()
    a = mp.Process(target=produce, args=(q, 3))
    b = mp.Process(target=consume, args=(q, out))
    a.start()
    b.start()
    a.join()
    b.join()
    print("total", out.get())
