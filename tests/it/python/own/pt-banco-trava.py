# Transferências que travam: cada uma pega a própria conta primeiro.
import threading
import time


class Conta:
    def __init__(self, saldo):
        self.saldo = saldo
        self.trava = threading.Lock()

    def transferir(self, outra, valor):
        with self.trava:
            time.sleep(0.001)
            with outra.trava:
                self.saldo -= valor
                outra.saldo += valor


contas = {"ana": Conta(10), "bia": Conta(10)}
fios = [
    threading.Thread(target=contas["ana"].transferir, args=(contas["bia"], 3)),
    threading.Thread(target=contas["bia"].transferir, kwargs={"outra": contas["ana"], "valor": 5}),
]
for fio in fios:
    fio.start()
for fio in fios:
    fio.join()
print("pronto")
