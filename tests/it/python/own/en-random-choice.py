import random
import threading

picked = [0, 0]


def pick(i):
    picked[i] = random.randint(1, 2)


ts = [threading.Thread(target=pick, args=(i,)) for i in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
assert picked[0] + picked[1] != 4
