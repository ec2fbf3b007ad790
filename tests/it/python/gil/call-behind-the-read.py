import sys
import threading

sys.setswitchinterval(1e-6)

count = 0


def one():
    return 1


def work():
    global count
    count = count + one()


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(count)
