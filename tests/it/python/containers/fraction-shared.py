import threading


total = 9

def work():
    global total
    total = total / 2

threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("done")
