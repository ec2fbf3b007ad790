import threading
import counter


def work():
    for _ in range(2):
        counter.count += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("count:", counter.count)
# file: counter.py
count = 0
