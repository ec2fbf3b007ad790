import threading

best = []


def look(n):
    best.append(0)
    best[-1] = max(best[-1], n)


threads = [threading.Thread(target=look, args=(n,)) for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
best[0] = best[0] + best.pop()
print(best[0])
