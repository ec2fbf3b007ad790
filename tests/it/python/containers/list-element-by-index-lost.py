import threading
import queue

hits = [0, 0]
q = queue.Queue()


def count():
    i = q.get()
    hits[i] = hits[i] + 1
    hits.append(0)


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
q.put(1)
q.put(1)
for thread in threads:
    thread.join()
print(hits[1])
