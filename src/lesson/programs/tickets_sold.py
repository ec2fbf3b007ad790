from multiprocessing import Process, Value


def sell(sold):
    with sold.get_lock():
        sold.value += 1


if __name__ == "__main__":
    sold = Value("i", 0)
    first = Process(target=sell, args=(sold,))
    second = Process(target=sell, args=(sold,))
    first.start()
    second.start()
    first.join()
    second.join()
    print("sold:", sold.value)
    assert sold.value == 2
