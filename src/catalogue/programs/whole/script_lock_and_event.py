import threading
import time

numbers = []
lock = threading.Lock()
ready = threading.Event()

def producer():
    for number in range(3):
        time.sleep(0.01)
        with lock:
            numbers.append(number)
            ready.set()
        print("made", number)

def consumer():
    for _ in range(3):
        ready.wait()
        with lock:
            number = numbers.pop(0)
            ready.clear()
        print("took", number)

threads = [
    threading.Thread(target=producer),
    threading.Thread(target=consumer),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("left:", len(numbers))
