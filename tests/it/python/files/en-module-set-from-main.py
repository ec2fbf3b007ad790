from threading import Thread
import settings

settings.LIMIT = 3
import pool

threads = [Thread(target=pool.enter) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(pool.most, settings.LIMIT)
# file: pool.py
from threading import Semaphore
import settings

gate = Semaphore(settings.LIMIT)
most = settings.LIMIT


def enter():
    with gate:
        print("in")
# file: settings.py
LIMIT = 1
