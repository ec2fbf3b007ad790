from threading import Thread

import accounts
import journal

one = Thread(target=accounts.pay)
other = Thread(target=journal.close_day)
one.start()
other.start()
one.join()
other.join()
print("closed")
# file: accounts.py
import threading
import journal

lock = threading.Lock()
balance = 10


def pay():
    global balance
    with lock:
        balance -= 1
        journal.write("paid")
# file: journal.py
import threading
import accounts

lock = threading.Lock()
lines = 0


def write(line):
    global lines
    with lock:
        lines += 1


def close_day():
    with lock:
        with accounts.lock:
            print(accounts.balance)
