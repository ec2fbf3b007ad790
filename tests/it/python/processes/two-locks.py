from multiprocessing import Lock, Process


def work(first, second, name):
    with first:
        with second:
            print(name, "has both")


if __name__ == "__main__":
    a, b = Lock(), Lock()
    left = Process(target=work, args=(a, b, "left"))
    right = Process(target=work, args=(b, a, "right"))
    left.start()
    right.start()
    left.join()
    right.join()
    print("end")
