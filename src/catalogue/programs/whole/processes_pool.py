from multiprocessing import Pool


def square(number):
    return number * number


if __name__ == "__main__":
    with Pool(processes=2) as pool:
        squares = pool.map(square, [1, 2, 3, 4])
    print(squares)
    assert squares == [1, 4, 9, 16]
