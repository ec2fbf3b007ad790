from multiprocessing import Process, Queue
import work

if __name__ == "__main__":
    results = Queue()
    all_of_them = [Process(target=work.square, args=(n, results)) for n in (1, 2)]
    for process in all_of_them:
        process.start()
    found = sorted(results.get() for _ in all_of_them)
    for process in all_of_them:
        process.join()
    print(found, work.done)
# file: work.py
done = 0


def square(number, results):
    global done
    done += 1
    results.put(number * number)
