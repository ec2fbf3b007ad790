# Un centinela para dos consumidores: uno se queda esperando.
import threading
from queue import Queue

cola = Queue(maxsize=3)


def productor():
    for i in range(2):
        cola.put(i * 10)
    cola.put(None)


def consumidor(nombre):
    suma = 0
    while True:
        dato = cola.get()
        if dato is None:
            break
        suma += dato
    print(nombre, "suma", suma)


hilos = [threading.Thread(target=productor)]
hilos += [threading.Thread(target=consumidor, args=(f"C{i}",)) for i in range(2)]
for h in hilos:
    h.start()
for h in hilos:
    h.join()
