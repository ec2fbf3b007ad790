import queue
import threading

WORKERS = 2
TASKS = 3

tasks = queue.Queue()
results = queue.Queue()

def worker(number):
    while True:
        task = tasks.get()
        if task is None:
            break
        results.put(task * task)
        print("worker", number, "did task", task)

def main():
    workers = []
    for number in range(WORKERS):
        thread = threading.Thread(target=worker, args=(number,))
        thread.start()
        workers.append(thread)
    for task in range(1, TASKS + 1):
        tasks.put(task)
    for _ in workers:
        tasks.put(None)
    for thread in workers:
        thread.join()
    total = 0
    while not results.empty():
        total += results.get()
    print("total:", total)
    assert total == 14

if __name__ == "__main__":
    main()
