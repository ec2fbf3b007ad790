import time
from concurrent.futures import ThreadPoolExecutor


class Conta:
    def __init__(self):
        self.saldo = 0

    def depositar(self, valor):
        antes = self.saldo
        time.sleep(0.001)
        self.saldo = antes + valor


conta = Conta()
with ThreadPoolExecutor(max_workers=2) as pool:
    for valor in (10, 20):
        pool.submit(conta.depositar, valor)
print("saldo:", conta.saldo)
