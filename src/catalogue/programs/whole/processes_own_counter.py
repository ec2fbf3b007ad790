from multiprocessing import Process

counter = 0


def count():
    global counter
    for _ in range(3):
        counter += 1
    print("here it is", counter)


if __name__ == "__main__":
    first = Process(target=count)
    second = Process(target=count)
    first.start()
    second.start()
    first.join()
    second.join()
    print("the parent's counter is", counter)
    assert counter == 0
