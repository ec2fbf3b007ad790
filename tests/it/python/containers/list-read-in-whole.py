import threading

numbers = []


def work(n):
    numbers.append(n)


threads = [threading.Thread(target=work, args=(n,)) for n in (3, 1, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
ordered = sorted(numbers)
a, b, c = ordered
print(ordered[-1], ordered[1:], len(set(numbers)), all(numbers), a + b + c)
