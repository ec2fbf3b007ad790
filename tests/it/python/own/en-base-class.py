import threading
import queue


class Worker(threading.Thread):
    handled = 0

    def __init__(self, jobs, **options):
        super().__init__(**options)
        self.jobs = jobs

    def handle(self, job):
        raise NotImplementedError

    def run(self):
        while True:
            try:
                job = self.jobs.get(block=False)
            except queue.Empty:
                return
            self.handle(job)


class Doubler(Worker):
    def __init__(self, jobs, results):
        super().__init__(jobs, daemon=False)
        self.results = results

    def handle(self, job):
        self.results.put(job * 2)


jobs, results = queue.Queue(), queue.Queue()
for n in (1, 2, 3):
    jobs.put(n)
workers = [Doubler(jobs, results) for _ in range(2)]
for w in workers:
    w.start()
for w in workers:
    w.join()
total = 0
while not results.empty():
    total += results.get()
assert total == 12
print("total:", total)
