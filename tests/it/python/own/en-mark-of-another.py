import queue
import threading

parcels = queue.Queue(1)
errors = queue.Queue()


def producer():
    for number in range(3):
        parcels.put(number)


def consumer():
    for _ in range(3):
        parcel = parcels.get()
        if parcel == 1:
            errors.put(parcel)


maker = threading.Thread(target=producer)
taker = threading.Thread(target=consumer)
maker.start()
taker.start()
maker.join()
if not errors.empty():
    print("broken:", errors.get())
