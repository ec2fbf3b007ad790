import concurrent.futures
import threading

gate = threading.Event()


def work():
    gate.wait()
    return 7


with concurrent.futures.ThreadPoolExecutor(max_workers=1, thread_name_prefix="w") as executor:
    future = executor.submit(work)
    print("done at once:", future.done())
    try:
        future.result(timeout=0.01)
    except concurrent.futures.TimeoutError:
        print("not yet")
    gate.set()
    concurrent.futures.wait([future])
    print("done:", future.done())
try:
    executor.submit(work)
except RuntimeError:
    print("closed;", future.result())
