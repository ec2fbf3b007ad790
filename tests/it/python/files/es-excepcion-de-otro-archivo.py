import threading
from cuenta import Cuenta, SaldoInsuficiente

cuenta = Cuenta(1)


def retirar():
    try:
        cuenta.retirar(1)
        print("retirado")
    except SaldoInsuficiente:
        print("sin saldo")


hilos = [threading.Thread(target=retirar) for _ in range(2)]
for hilo in hilos:
    hilo.start()
for hilo in hilos:
    hilo.join()
print("saldo", cuenta.saldo)
# file: cuenta.py
import threading


class SaldoInsuficiente(Exception):
    pass


class Cuenta:
    def __init__(self, saldo):
        self.saldo = saldo
        self.cerrojo = threading.Lock()

    def retirar(self, cantidad):
        with self.cerrojo:
            if self.saldo < cantidad:
                raise SaldoInsuficiente("no hay")
            self.saldo -= cantidad
