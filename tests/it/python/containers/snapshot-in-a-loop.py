import threading

numbers = []
done = threading.Event()
lock = threading.Lock()


def work():
    for n in (1, 2):
        with lock:
            numbers.append(n)
    done.set()


thread = threading.Thread(target=work)
thread.start()
while not done.is_set():
    pass
thread.join()
rounds = 0
for _ in numbers:
    rounds = rounds * 10 + len([n for n in numbers if n > 1])
print(rounds)
