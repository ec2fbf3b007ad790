import threading, queue
class Future:
    def __init__(self):
        self._event=threading.Event()
        self._value=None
    def set(self, v):
        self._value=v
        self._event.set()
    def get(self):
        self._event.wait()
        return self._value
q=queue.Queue()
def worker():
    while True:
        item=q.get()
        if item is None: break
        fut, n = item
        fut.set(n*n)
t=threading.Thread(target=worker)
t.start()
futs=[]
for i in range(3):
    f=Future()
    futs.append(f)
    q.put((f,i))
q.put(None)
print([f.get() for f in futs])
t.join()
