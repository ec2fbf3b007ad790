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
    any(n > 2 for n in numbers),
    sum(n for n in numbers if n > 1),
    [n * 2 for n in sorted(numbers)],
    ", ".join(str(n) for n in sorted(numbers)),
)
