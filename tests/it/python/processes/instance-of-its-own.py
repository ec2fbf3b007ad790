# Each process has an account of its own; the queue tells the parent.
import multiprocessing


class Account:
    def __init__(self):
        self.balance = 100
        self.log = []

    def pay(self, amount):
        self.balance -= amount
        self.log.append(amount)


def spend(account, amount, out):
    account.pay(amount)
    account.pay(amount)
    out.put((account.balance, len(account.log)))


def main():
    account = Account()
    out = multiprocessing.Queue()
    processes = []
    for amount in (10, 20):
        p = multiprocessing.Process(target=spend, args=(account, amount, out))
        processes.append(p)
        p.start()
    told = []
    for _ in processes:
        balance, count = out.get()
        told.append(balance)
    for p in processes:
        p.join()
    told.sort()
    print(account.balance, account.log, told)


main()
