import threading
class Counter:
    total = 0
    limit = 9
    def __init__(self):
        self.mine = 0
        self.limit = 3
    def hit(self):
        Counter.total += 1
        self.mine += 1
x = Counter()
y = Counter()
def work():
    x.hit()
    y.hit()
    y.hit()
t = threading.Thread(target=work)
t.start()
t.join()
print(Counter.total, x.total, y.total, x.mine, y.mine, x.limit, Counter.limit)
