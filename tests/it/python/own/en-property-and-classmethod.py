import threading
class Counter:
    total = 0
    made = 0
    def __init__(self):
        self._n = 0
    @property
    def n(self):
        return self._n
    @n.setter
    def n(self, value):
        if value < 0:
            raise ValueError("below zero")
        self._n = value
    @classmethod
    def make(cls):
        cls.made += 1
        return cls()
c = Counter.make()
lock = threading.Lock()
def work():
    for _ in range(2):
        with lock:
            c.n += 1
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
assert c.n == 4
print(c.n, Counter.made)
