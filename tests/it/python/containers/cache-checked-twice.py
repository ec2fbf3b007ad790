import threading

cache = {}
lock = threading.Lock()
def get(key):
    with lock:
        if key not in cache:
            cache[key] = key * 10
    return cache[key]
def work(k):
    print(get(k))
ts = [threading.Thread(target=work, args=(k,)) for k in (1, 1, 2)]
for t in ts: t.start()
for t in ts: t.join()
print(len(cache))
