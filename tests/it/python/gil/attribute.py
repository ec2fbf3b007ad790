import sys
import threading

sys.setswitchinterval(1e-6)


class Counter:
    def __init__(self):
        self.hits = 0

    def hit(self):
        self.hits += 1


counter = Counter()


def work():
    counter.hit()
    counter.hit()


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter.hits)
