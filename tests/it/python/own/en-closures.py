import threading


def run(workers):
    done = 0
    lock = threading.Lock()

    def work(n):
        nonlocal done
        with lock:
            done += n

    threads = []
    for i in range(workers):
        threads.append(threading.Thread(target=lambda n=i: work(n)))
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return done


total = run(3)
assert total == 3
print("total", total)
