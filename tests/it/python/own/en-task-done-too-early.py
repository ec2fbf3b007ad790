import queue
import threading

jobs = queue.Queue()
results = []


def worker():
    while True:
        job = jobs.get()
        jobs.task_done()  # before the work is done
        results.append(job)


threading.Thread(target=worker, daemon=True).start()
for number in range(2):
    jobs.put(number)
jobs.join()
assert len(results) == 2
print("results:", len(results))
