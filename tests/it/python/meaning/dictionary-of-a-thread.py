import threading

results = []


def work(n):
    own = {"n": n}
    own["twice"] = 2 * n
    try:
        own["missing"]
    except KeyError:
        own["n"] += 1
    results.append(own["n"] + own["twice"])


threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
for t in threads:
    t.start()
    t.join()
print(results)
