from threading import Thread
import incoming
import outgoing

total = "untouched"


def work():
    incoming.note()
    outgoing.note()


threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert total == "untouched"
print(incoming.total, outgoing.total)
# file: incoming.py
from threading import Lock

total = 0
lock = Lock()


def note():
    global total
    with lock:
        total += 1
# file: outgoing.py
total = 0


def note():
    global total
    total += 1
