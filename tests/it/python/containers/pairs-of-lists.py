import threading

names = []


def work(name):
    names.append(name)


threads = [threading.Thread(target=work, args=(name,)) for name in ("y", "x")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
line = 0
for at, name in enumerate(sorted(names), 1):
    if name == "y":
        line = at
for left, right in zip(names, names):
    if left == right:
        line += 10
print(line)
