import multiprocessing as mp

def worker(q):
    while True:
        item = q.get()
        print("did", item)
        q.task_done()

if __name__ == "__main__":
    q = mp.JoinableQueue()
    for _ in range(2):
        mp.Process(target=worker, args=(q,), daemon=True).start()
    for i in range(3):
        q.put(i)
    q.join()
    print("all done")
