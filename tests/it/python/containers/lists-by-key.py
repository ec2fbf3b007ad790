import threading
from collections import defaultdict

groups = defaultdict(list)
lock = threading.Lock()


def add(key, value):
    with lock:
        groups[key].append(value)


threads = [threading.Thread(target=add, args=it) for it in (("even", 2), ("odd", 1), ("even", 4))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total = 0
for key in sorted(groups):
    total = total * 10 + sum(groups[key])
for key, values in sorted(groups.items()):
    total = total * 10 + len(values)
print(total, sorted(groups["even"]))
