# Un centinela para cada consumidor.
import threading
from queue import Queue, Empty

cola = Queue()
resultados = []
candado = threading.Lock()


def productor(n, consumidores):
    for i in range(n):
        cola.put(("dato", i))
    for _ in range(consumidores):
        cola.put(("fin", None))


def consumidor():
    while True:
        clase, dato = cola.get()
        if clase == "fin":
            return
        with candado:
            resultados.append(dato)


p = threading.Thread(target=productor, args=(2, 2))
cs = [threading.Thread(target=consumidor) for _ in range(2)]
p.start()
for c in cs:
    c.start()
p.join()
for c in cs:
    c.join()
print("recibidos:", len(resultados))
assert len(resultados) == 2
