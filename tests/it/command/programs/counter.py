import threading

count = 0


def work():
    global count
    count += 1


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("count:", count)


main()
