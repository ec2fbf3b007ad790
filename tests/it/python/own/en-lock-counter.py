"""A counter that is always counted under its lock."""
import threading

class Counter:
    total = 0

    def __init__(self, start=0):
        self.value = start
        self.lock = threading.Lock()

    def add(self, by=1):
        with self.lock:
            self.value += by

    @property
    def shown(self):
        return f"<{self.value}>"


def work(counter: Counter, times: int) -> None:
    for _ in range(times):
        counter.add()


counter = Counter()
threads = [threading.Thread(target=work, args=(counter, 2)) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert counter.value == 4
print("total:", counter.shown)
