import threading
from collections import defaultdict

counts = defaultdict(int)
def work(w):
    counts[w] += 1
t0 = threading.Thread(target=work, args=("a",))
t1 = threading.Thread(target=work, args=("b",))
t0.start(); t1.start()
t0.join(); t1.join()
print(len(counts))
for k, v in sorted(counts.items()):
    print(k, v)
print(sum(counts.values()))
