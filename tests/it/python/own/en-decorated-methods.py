import threading


def locked(method):
    def inner(self, *args):
        with self.lock:
            return method(self, *args)
    return inner


def twice(times):
    def decorate(function):
        def inner(*args):
            for _ in range(times):
                result = function(*args)
            return result
        return inner
    return decorate


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    @twice(2)
    @locked
    def pay(self, amount):
        self.balance += amount
        return self.balance


account = Account(10)
threads = [threading.Thread(target=account.pay, args=(n,)) for n in (1, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("balance:", account.balance)
