import threading
import queue


class Account:
    def __init__(self):
        self.balance = 0


q = queue.Queue()


def work():
    account = q.get()
    old = account.balance
    account.balance = old + 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
accounts = [Account(), Account()]
q.put(accounts[0])
q.put(accounts[0])
for thread in threads:
    thread.join()
print(accounts[0].balance, accounts[1].balance)
