# check: 
# expect: safe

import queue
import threading

pool = queue.Queue()
pool.put(1)
pool.put(2)


def work():
    connection = pool.get()
    pool.put(connection)


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
