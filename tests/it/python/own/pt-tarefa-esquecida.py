import queue
import threading

tarefas = queue.Queue()


def trabalhador():
    while True:
        tarefa = tarefas.get()
        if tarefa == 1:
            continue  # falta task_done()
        print("feita:", tarefa)
        tarefas.task_done()


threading.Thread(target=trabalhador, daemon=True).start()
for numero in range(3):
    tarefas.put(numero)
tarefas.join()
print("tudo feito")
