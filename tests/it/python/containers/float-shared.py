import threading

balance = 10.5


def work():
    global balance
    balance = 1.5 + balance


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("done")
