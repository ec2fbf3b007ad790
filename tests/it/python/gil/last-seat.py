import sys
import threading

sys.setswitchinterval(1e-6)

left = 1
sold = 0


def work():
    global left, sold
    if left > 0:
        left -= 1
        sold += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sold, left)
