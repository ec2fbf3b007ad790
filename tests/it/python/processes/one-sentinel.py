# Two workers, and one end mark for both.
from multiprocessing import Process, Queue


def worker(tasks):
    while True:
        task = tasks.get()
        if task is None:
            break
        print("did", task)


if __name__ == "__main__":
    tasks = Queue()
    workers = [Process(target=worker, args=(tasks,)) for _ in range(2)]
    for w in workers:
        w.start()
    for task in "abc":
        tasks.put(task)
    tasks.put(None)
    for w in workers:
        w.join()
    print("end")
