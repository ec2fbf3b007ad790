import threading

lines = ["the cat", "the dog"]
counts = {}
lock = threading.Lock()
def mapper(line):
    for word in line.split():
        with lock:
            counts[word] = counts.get(word, 0) + 1
ts = [threading.Thread(target=mapper, args=(l,)) for l in lines]
for t in ts: t.start()
for t in ts: t.join()
for word, n in sorted(counts.items()):
    print(word, n)
