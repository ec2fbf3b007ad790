import queue
import threading

parcels = queue.Queue(1)
errors = queue.Queue()

class BrokenParcel(Exception):
    pass

def producer():
    for number in range(3):
        parcels.put(number)

def unpack(parcel):
    if parcel > 1:
        raise BrokenParcel("the last one is broken")

def consumer():
    for _ in range(3):
        parcel = parcels.get()
        try:
            unpack(parcel)
        except BrokenParcel:
            errors.put(parcel)

def main():
    maker = threading.Thread(target=producer)
    taker = threading.Thread(target=consumer)
    maker.start()
    taker.start()
    maker.join()
    taker.join()
    if not errors.empty():
        raise BrokenParcel(errors.get())
    print("all parcels unpacked")

if __name__ == "__main__":
    try:
        main()
    except BrokenParcel:
        print("main knows of a broken parcel")
