from threading import Thread
import store


def work():
    import store as own
    from store import lock
    with lock:
        own.sold += 1


def main():
    import report
    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.show()


main()
# file: store.py
from threading import Lock

lock = Lock()
sold = 0
# file: report.py
import store


def show():
    print("sold", store.sold)
