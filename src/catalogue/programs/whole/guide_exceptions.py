import queue
import threading

parcels = queue.Queue(1)

class BrokenParcel(Exception):
    pass

def producer():
    for number in range(3):
        parcels.put(number)

def unpack(parcel):
    if parcel == 0:
        raise BrokenParcel("parcel 0 is broken")

def consumer():
    for _ in range(3):
        unpack(parcels.get())

def main():
    maker = threading.Thread(target=producer)
    taker = threading.Thread(target=consumer)
    maker.start()
    taker.start()
    maker.join()
    taker.join()
    print("all parcels unpacked")

if __name__ == "__main__":
    main()
