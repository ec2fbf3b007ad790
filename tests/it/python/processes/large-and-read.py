# Large messages, read before the processes are joined.
from multiprocessing import Process, Queue


def render(q, n):
    q.put((n, "#" * 100_000))
    q.put(None)


if __name__ == "__main__":
    q = Queue()
    p = Process(target=render, args=(q, 1))
    p.start()
    while True:
        got = q.get()
        if got is None:
            break
        n, picture = got
        print(n, len(picture))
    p.join()
    print("end")
