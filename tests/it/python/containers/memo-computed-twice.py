import threading

cache = {}
calls = []
def fetch(k):
    if k in cache:
        return cache[k]
    calls.append(k)
    cache[k] = k * k
    return cache[k]
def work(k):
    print(fetch(k))
t0 = threading.Thread(target=work, args=(2,))
t1 = threading.Thread(target=work, args=(2,))
t0.start(); t1.start()
t0.join(); t1.join()
print(len(calls), cache)
