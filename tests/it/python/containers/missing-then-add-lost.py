import threading

counts = {}
def work(w):
    if w not in counts:
        counts[w] = 0
    counts[w] += 1
t0 = threading.Thread(target=work, args=("a",))
t1 = threading.Thread(target=work, args=("a",))
t0.start(); t1.start()
t0.join(); t1.join()
print(counts)
