import threading, random, queue
q = queue.Queue()
def w():
    x = q.get()
    print(100 // x)
t = threading.Thread(target=w); t.start()
q.put(random.randint(0, 2))
t.join()
print("end")
