import threading

results = []
def work(n):
    results.append(n)
t = threading.Thread(target=work, args=(1,))
t.start()
print(sum(results), max(results))
t.join()
