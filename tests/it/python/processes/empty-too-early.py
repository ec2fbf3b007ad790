# What was put is not there at once: `empty()` can be true behind `put`.
from multiprocessing import Process, Queue


def worker(tasks, done):
    n = 0
    while not tasks.empty():
        tasks.get()
        n += 1
    done.put(n)


if __name__ == "__main__":
    tasks, done = Queue(), Queue()
    for i in range(2):
        tasks.put(i)
    p = Process(target=worker, args=(tasks, done))
    p.start()
    print("did", done.get())
    p.join()
