import threading
from deposito import *


def produtor():
    for i in range(2):
        guardar(i)


def consumidor():
    for _ in range(2):
        retirar()


p = threading.Thread(target=produtor)
c = threading.Thread(target=consumidor)
p.start()
c.start()
p.join()
c.join()
print("fim")
# file: deposito.py
from threading import Lock, Semaphore

vagas = Semaphore(1)
itens = Semaphore(0)
_mutex = Lock()
lista = []


def guardar(item):
    with _mutex:
        vagas.acquire()
        lista.append(item)
        itens.release()


def retirar():
    itens.acquire()
    with _mutex:
        lista.pop()
        vagas.release()
