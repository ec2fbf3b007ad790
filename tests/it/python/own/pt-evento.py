import threading

pronto = threading.Event()
valor = None


def calcula():
    global valor
    valor = 42
    pronto.set()


def mostra():
    pronto.wait()
    assert valor == 42
    print(f"valor = {valor}")


threads = []
for alvo in (mostra, calcula):
    t = threading.Thread(target=alvo, name=alvo.__name__)
    threads.append(t)
    t.start()
for t in threads:
    t.join()
