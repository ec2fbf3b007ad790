import threading

WORKERS = 2

barrier = threading.Barrier(WORKERS)
halves = [0] * WORKERS
totals = [0] * WORKERS

def worker(me):
    halves[me] = me + 1
    barrier.wait()
    totals[me] = halves[0] + halves[1]

threads = [
    threading.Thread(target=worker, args=(me,)) for me in range(WORKERS)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("totals:", totals[0], totals[1])
assert totals[0] == totals[1] == 3
