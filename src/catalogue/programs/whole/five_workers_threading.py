import threading
import time

done = []


def worker(number):
    print(f"worker {number} begins")
    time.sleep(1)
    done.append(number)


def main():
    threads = []
    for number in range(5):
        thread = threading.Thread(target=worker, args=(number,))
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 5
    print("all five are done")


main()
