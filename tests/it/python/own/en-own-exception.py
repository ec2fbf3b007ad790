import threading


class OutOfStock(Exception):
    pass


class Shop:
    def __init__(self):
        self.stock = 1
        self.lock = threading.Lock()

    def buy(self):
        with self.lock:
            if self.stock == 0:
                raise OutOfStock("nothing left")
            self.stock -= 1


shop = Shop()
failures = []


def customer(name):
    try:
        shop.buy()
    except OutOfStock as error:
        failures.append(name)
        print(name, "failed:", error)
    finally:
        print(name, "leaves")


a = threading.Thread(target=customer, args=("a",))
b = threading.Thread(target=customer, args=("b",))
a.start(); b.start()
a.join(); b.join()
assert len(failures) == 1
print("failures:", len(failures))
