from multiprocessing import Lock, Process, Value


def sell(seats, lock):
    for _ in range(2):
        with lock:
            seats.value -= 1


if __name__ == "__main__":
    seats, lock = Value("i", 10), Lock()
    left = Process(target=sell, args=(seats, lock))
    right = Process(target=sell, args=(seats, lock))
    left.start()
    right.start()
    left.join()
    right.join()
    print("seats left:", seats.value)
    assert seats.value == 6
