import threading

pronto = threading.Event()
valor = None


def calcula():
    global valor
    pronto.set()
    valor = 42


def mostra():
    pronto.wait()
    assert valor == 42


a = threading.Thread(target=mostra)
b = threading.Thread(target=calcula)
a.start()
b.start()
a.join()
b.join()
