import threading
class Counter:
    count = 0
    lock = threading.Lock()
    def inc(self):
        with self.lock:
            self.count += 1
class Sub(Counter):
    pass
c = Sub()
ts = [threading.Thread(target=c.inc) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
assert c.count == 2 and Counter.count == 0
print(c.count)
