from multiprocessing import Process
import queue
q = queue.Queue()
def work():
    q.put(1)
p = Process(target=work)
p.start()
p.join()
print(q.get())
