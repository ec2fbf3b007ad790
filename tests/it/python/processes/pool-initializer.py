from multiprocessing import Lock, Pool, Value


def begin(value, lock):
    global total, guard
    total, guard = value, lock


def add(n):
    with guard:
        total.value += n
    return total.value > 0


if __name__ == "__main__":
    value, lock = Value("i", 0), Lock()
    pool = Pool(processes=2, initializer=begin, initargs=(value, lock))
    results = [pool.apply_async(add, (n,)) for n in (1, 2)]
    for r in results:
        r.get()
    pool.close()
    pool.join()
    print("total", value.value)
