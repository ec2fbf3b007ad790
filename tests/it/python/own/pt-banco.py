# Transferências com as travas sempre na mesma ordem.
from threading import Lock, Thread


class Conta:
    def __init__(self, numero, saldo):
        self.numero = numero
        self.saldo = saldo
        self.trava = Lock()


def transferir(de, para, valor):
    primeira, segunda = (de, para) if de.numero < para.numero else (para, de)
    with primeira.trava, segunda.trava:
        if de.saldo >= valor:
            de.saldo -= valor
            para.saldo += valor


a = Conta(1, 10)
b = Conta(2, 10)
t1 = Thread(target=transferir, args=(a, b, 3))
t2 = Thread(target=transferir, args=(b, a, 5))
t1.start()
t2.start()
t1.join()
t2.join()
print("soma:", a.saldo + b.saldo)
assert a.saldo + b.saldo == 20
