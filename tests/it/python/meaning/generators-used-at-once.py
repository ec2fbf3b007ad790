import threading

numbers = [1, 2, 3]
total = 0
names = ""


def work():
    global total, names
    total = sum(n * n for n in numbers)
    names = "-".join(str(n) for n in numbers)


t = threading.Thread(target=work)
t.start()
t.join()
for n in (2 * n for n in numbers):
    total += n
print(total, names, max(n % 3 for n in numbers), any(n > 2 for n in numbers), *(n for n in numbers))
