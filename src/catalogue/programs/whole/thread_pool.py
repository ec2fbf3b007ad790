import threading
from concurrent.futures import ThreadPoolExecutor

class Till:
    def __init__(self):
        self.lock = threading.Lock()
        self.total = 0

    def pay(self, amount):
        with self.lock:
            self.total += amount
        return amount

till = Till()
with ThreadPoolExecutor(max_workers=2) as pool:
    receipts = [pool.submit(till.pay, amount) for amount in [5, 7, 9]]
paid = sum(receipt.result() for receipt in receipts)
print("paid", paid, "in the till", till.total)
assert paid == till.total
