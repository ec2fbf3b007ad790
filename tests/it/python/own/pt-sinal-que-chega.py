import threading
import time

pronto = False


def relogio():
    while True:
        print("tique")
        time.sleep(1)


def espera():
    while not pronto:
        time.sleep(0.1)
    print("pronto")


threading.Thread(target=relogio).start()
tarefa = threading.Thread(target=espera)
tarefa.start()
pronto = True
tarefa.join()
