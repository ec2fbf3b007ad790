from queue import Queue
from workers import Doubler, Summer

numbers, doubled = Queue(), Queue()
threads = [Doubler(numbers, doubled), Summer(doubled)]
for thread in threads:
    thread.start()
for number in [1, 2]:
    numbers.put(number)
numbers.put(None)
for thread in threads:
    thread.join()
print(threads[1].total)
# file: workers.py
from base import Worker


class Doubler(Worker):
    def __init__(self, source, target):
        super().__init__(source)
        self.target = target

    def handle(self, number):
        self.target.put(2 * number)

    def finish(self):
        self.target.put(None)


class Summer(Worker):
    def __init__(self, source):
        super().__init__(source)
        self.total = 0

    def handle(self, number):
        self.total += number
# file: base.py
from threading import Thread


class Worker(Thread):
    def __init__(self, source):
        super().__init__()
        self.source = source

    def run(self):
        while True:
            item = self.source.get()
            if item is None:
                break
            self.handle(item)
        self.finish()

    def handle(self, item):
        raise NotImplementedError

    def finish(self):
        pass
