from multiprocessing import Process, Queue

PARCELS = 3


def pack(belt):
    for number in range(PARCELS):
        belt.put(f"parcel {number}")
    belt.put(None)


def load(belt, told):
    loaded = 0
    while True:
        parcel = belt.get()
        if parcel is None:
            break
        print("loaded", parcel)
        loaded += 1
    told.put(loaded)


if __name__ == "__main__":
    belt, told = Queue(maxsize=2), Queue()
    packer = Process(target=pack, args=(belt,))
    loader = Process(target=load, args=(belt, told))
    packer.start()
    loader.start()
    loaded = told.get()
    packer.join()
    loader.join()
    print("on the van:", loaded)
    assert loaded == PARCELS
