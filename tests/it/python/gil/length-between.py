import sys
import threading

sys.setswitchinterval(1e-6)

totals = [0]
words = ["a", "b"]


def work():
    totals[0] = totals[0] + len(words)


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(totals[0])
