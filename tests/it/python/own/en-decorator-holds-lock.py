import functools
import threading

lock = threading.Lock()


def synchronized(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        with lock:
            return function(*args, **kwargs)
    return inner


count = 0


@synchronized
def add(amount, times=1):
    global count
    count += amount * times


threads = [threading.Thread(target=add, args=(1,), kwargs={"times": 2}) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(add.__name__, count)
