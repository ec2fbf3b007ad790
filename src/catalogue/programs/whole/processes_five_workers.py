import time
from multiprocessing import Process, Value

WORKERS = 5


def worker(number, done):
    print(f"worker {number} begins")
    time.sleep(1)
    with done.get_lock():
        done.value += 1


if __name__ == "__main__":
    done = Value("i", 0)
    processes = []
    for number in range(WORKERS):
        process = Process(target=worker, args=(number, done))
        processes.append(process)
        process.start()
    for process in processes:
        process.join()
    assert done.value == WORKERS
    print("all five are done")
