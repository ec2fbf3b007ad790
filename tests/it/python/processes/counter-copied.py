from multiprocessing import Process

counter = 0
seen = []


def work(n):
    global counter
    for _ in range(5):
        counter += 1
    seen.append(n)
    print("child:", counter, seen)


if __name__ == "__main__":
    ps = [Process(target=work, args=(i,)) for i in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print("parent:", counter, seen)
