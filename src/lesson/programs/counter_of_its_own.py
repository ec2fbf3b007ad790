from multiprocessing import Process

counter = 0


def count():
    global counter
    for _ in range(3):
        counter += 1


if __name__ == "__main__":
    first = Process(target=count)
    second = Process(target=count)
    first.start()
    second.start()
    first.join()
    second.join()
    print("counted:", counter)
    assert counter == 6
