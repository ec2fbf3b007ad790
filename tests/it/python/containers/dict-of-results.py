import threading

results = {}
def work(n):
    results[n] = n * n
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
for k in sorted(results):
    print(k, results[k])
print(results[1])
