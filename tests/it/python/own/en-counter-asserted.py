import threading

count = 0


def work():
    global count
    seen = count
    count = seen + 1


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count == 2, f"lost: {count}"


if __name__ == "__main__":
    main()
