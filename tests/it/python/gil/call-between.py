import sys
import threading

sys.setswitchinterval(1e-6)

count = 0


def same(x):
    return x


def work():
    global count
    for _ in range(2):
        before = count
        same(before)
        count = before + 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count)
