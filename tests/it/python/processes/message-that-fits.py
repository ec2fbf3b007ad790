from multiprocessing import Process, Queue
def work(q):
    q.put("x" * 65000)
q = Queue()
p = Process(target=work, args=(q,))
p.start()
p.join()
print(len(q.get()))
