import threading
log = []
def work(n):
    for i in range(3):
        try:
            if i == n:
                break
            log.append(i)
        finally:
            log.append(10 + i)
    else:
        log.append(99)
def early():
    try:
        return 1
    finally:
        log.append(50)
def run():
    work(1)
    work(5)
    log.append(early())
t = threading.Thread(target=run)
t.start()
t.join()
print(log)
