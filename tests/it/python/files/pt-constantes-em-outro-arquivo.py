import threading
from config import TRABALHADORES
import tarefas

threads = []
for i in range(TRABALHADORES):
    t = threading.Thread(target=tarefas.trabalhar, args=(i,))
    threads.append(t)
    t.start()

for n in range(2):
    tarefas.fila.put(n)
tarefas.fila.put(tarefas.FIM)
for t in threads:
    t.join()
print("pronto")
# file: config.py
TRABALHADORES = 2
# file: tarefas.py
from queue import Queue

FIM = None
fila = Queue()


def trabalhar(numero):
    while True:
        n = fila.get()
        if n is FIM:
            return
        print(numero, n)
