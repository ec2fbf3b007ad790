import threading

hits = [0]
lock = threading.Lock()


def count():
    with lock:
        hits[0] += 1
    hits.append(7)


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(hits)
