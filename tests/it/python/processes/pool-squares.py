from multiprocessing import Pool

def square(x):
    return x * x

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, [1, 2, 3]))
        r = pool.apply_async(square, (7,))
        print(r.get())
        print(sum(pool.imap_unordered(square, range(3))))
