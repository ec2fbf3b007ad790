import queue
import threading

jobs = queue.Queue()
results = []


def worker():
    while True:
        job = jobs.get()
        results.append(job * job)
        jobs.task_done()


for _ in range(2):
    threading.Thread(target=worker, daemon=True).start()

for number in range(3):
    jobs.put(number)
jobs.join()
assert len(results) == 3
print("results:", len(results))
