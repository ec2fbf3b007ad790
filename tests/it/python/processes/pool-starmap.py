from multiprocessing import get_context

FACTOR = 10


def weigh(a, b=1):
    return a * FACTOR + b


if __name__ == "__main__":
    context = get_context("fork")
    with context.Pool(2) as pool:
        later = pool.map_async(weigh, [1, 2])
        print(pool.starmap(weigh, [(3, 4), (5, 6)]))
        print(later.get(), pool.apply(weigh, (7,), {"b": 0}))
        print(list(pool.imap(weigh, range(3), chunksize=2)))
