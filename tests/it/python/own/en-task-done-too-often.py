import queue
import threading

jobs = queue.Queue()
jobs.put("only one")


def worker():
    try:
        jobs.get()
    finally:
        jobs.task_done()
    jobs.task_done()


t = threading.Thread(target=worker)
t.start()
t.join()
print("end")
