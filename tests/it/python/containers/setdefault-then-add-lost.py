import threading

counts = {}


def count(word):
    old = counts.setdefault(word, 0)
    counts[word] = old + 1


threads = [threading.Thread(target=count, args=("a",)) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counts["a"])
