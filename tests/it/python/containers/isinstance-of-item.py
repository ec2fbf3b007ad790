import threading
import queue

items = queue.Queue()
def worker(n):
    items.put(n); items.put("text"); items.put(None)
def reader(_):
    ints = 0
    for _ in range(3):
        x = items.get()
        if isinstance(x, int):
            ints += 1
        elif isinstance(x, (str, float)):
            print("text", x)
        else:
            print("none", x)
    print(ints)
p = threading.Thread(target=worker, args=(1,)); c = threading.Thread(target=reader, args=(1,))
p.start(); c.start(); p.join(); c.join()
print("end")
