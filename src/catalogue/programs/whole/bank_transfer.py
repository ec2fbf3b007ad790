import threading

class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()

def transfer(source, target, amount):
    first, second = sorted_by_number(source, target)
    with first.lock:
        with second.lock:
            source.balance -= amount
            target.balance += amount

def sorted_by_number(one, other):
    if one.number < other.number:
        return one, other
    return other, one

ana = Account(1, 100)
bia = Account(2, 100)
threads = [
    threading.Thread(target=transfer, args=(ana, bia, 30)),
    threading.Thread(target=transfer, args=(bia, ana, 20)),
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("Ana", ana.balance, "Bia", bia.balance)
assert ana.balance + bia.balance == 200
