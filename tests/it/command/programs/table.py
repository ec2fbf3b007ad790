import threading

GUESTS = 2
FORKS = 2

forks = [threading.Lock() for _ in range(FORKS)]


def eat(guest):
    with forks[guest]:
        with forks[(guest + 1) % FORKS]:
            print(f"guest {guest} eats")


threads = [threading.Thread(target=eat, args=(guest,)) for guest in range(GUESTS)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(f"{GUESTS} guests, {FORKS} forks")
