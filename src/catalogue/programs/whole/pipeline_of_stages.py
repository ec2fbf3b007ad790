import threading
from queue import Queue

def read(numbers, raw):
    for number in numbers:
        raw.put(number)
    raw.put(None)

def double(raw, doubled):
    while True:
        number = raw.get()
        if number is None:
            break
        doubled.put(2 * number)
    doubled.put(None)

def add_up(doubled):
    total = 0
    while True:
        number = doubled.get()
        if number is None:
            break
        total += number
    print("total:", total)

raw, doubled = Queue(1), Queue(1)
stages = [
    threading.Thread(target=read, args=([1, 2, 3], raw)),
    threading.Thread(target=double, args=(raw, doubled)),
    threading.Thread(target=add_up, args=(doubled,)),
]
for stage in stages:
    stage.start()
for stage in stages:
    stage.join()
print("all stages are done")
