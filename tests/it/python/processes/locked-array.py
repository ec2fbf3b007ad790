# Whoever holds the lock of a value keeps the others from reading and writing it.
from multiprocessing import Array, Process, Value


def raise_both(n, pair):
    with n.get_lock():
        old = n.value
        n.value = old + 1
    with pair.get_lock():
        for i in range(2):
            pair[i] += 1


def overwrite(n, pair):
    n.value = 10
    pair[0] = 10


if __name__ == "__main__":
    n, pair = Value("i", 0), Array("i", 2)
    a = Process(target=raise_both, args=(n, pair))
    b = Process(target=overwrite, args=(n, pair))
    a.start()
    b.start()
    a.join()
    b.join()
    print("end", n.value, pair[:])
