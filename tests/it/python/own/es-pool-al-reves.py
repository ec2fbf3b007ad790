from concurrent.futures import ThreadPoolExecutor
from threading import Event

listo = Event()


def esperar():
    listo.wait()
    return "visto"


def avisar():
    listo.set()


ejecutor = ThreadPoolExecutor(max_workers=1)
a = ejecutor.submit(esperar)
b = ejecutor.submit(avisar)
print(a.result())
