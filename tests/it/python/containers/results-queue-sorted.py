import threading
import queue

class Worker(threading.Thread):
    def __init__(self, q, out):
        threading.Thread.__init__(self)
        self.q = q
        self.out = out
    def run(self):
        while True:
            n = self.q.get()
            if n is None:
                self.q.task_done()
                return
            self.out.put(n * 2)
            self.q.task_done()
q = queue.Queue(); out = queue.Queue()
ws = [Worker(q, out) for _ in range(2)]
for w in ws: w.start()
for i in range(3): q.put(i)
for _ in ws: q.put(None)
q.join()
res = []
while not out.empty():
    res.append(out.get())
print(sorted(res))
