import multiprocessing as mp

def worker(tasks, results):
    while True:
        t = tasks.get()
        if t is None:
            break
        results.put(t * t)

if __name__ == "__main__":
    tasks, results = mp.Queue(), mp.Queue()
    ws = [mp.Process(target=worker, args=(tasks, results)) for _ in range(2)]
    for w in ws: w.start()
    for i in range(3): tasks.put(i)
    for w in ws: tasks.put(None)
    got = [results.get() for _ in range(3)]
    for w in ws: w.join()
    print(sum(got))
