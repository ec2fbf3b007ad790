import threading

results = []


def work(number):
    results.append(number * number)


threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2, -2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert set(results) == {1, 4}
assert set(results) != {1, 4, 9}
assert {4, 2} != set(results)
print("all there")
