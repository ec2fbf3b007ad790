import queue
import threading

pila = queue.LifoQueue(maxsize=1)


def cocinero():
    for plato in ("sopa", "arroz"):
        pila.put(plato)


hilo = threading.Thread(target=cocinero)
hilo.start()
print(pila.get(), pila.get())
hilo.join()
