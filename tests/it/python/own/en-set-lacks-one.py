import threading

results = set()
found = []


def work(number):
    found.append(number % 2)


threads = [threading.Thread(target=work, args=(n,)) for n in (1, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert set(found) == {0, 1}
