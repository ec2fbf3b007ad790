import threading

results = []
def work(n):
    results.append(n)
t0 = threading.Thread(target=work, args=(3,))
t1 = threading.Thread(target=work, args=(1,))
t0.start(); t1.start()
t0.join(); t1.join()
print(max(results), min(results), len(results), 3 in results, 7 in results)
results.sort()
print(results[0], results[-1])
copy = list(results)
results.clear()
print(len(copy), len(results), sum(copy))
