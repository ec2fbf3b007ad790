import threading

numbers = []


def work(n):
    numbers.append(n)


threads = [threading.Thread(target=work, args=(n,)) for n in (3, 1, 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(
    sorted(numbers, reverse=True),
    sorted(numbers, key=lambda n: -n)[:2],
    ", ".join(map(str, sorted(numbers))),
    min(numbers, key=lambda n: -n),
)
