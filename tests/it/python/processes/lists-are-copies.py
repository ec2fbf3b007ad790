from multiprocessing import Process, Queue, Manager, current_process, cpu_count

def work(items, q):
    items.append(4)
    while True:
        got = q.get()
        if got is None: break
        got.append(9) if False else None
        print(sum(got), len(got), got[0], current_process().name)

if __name__ == "__main__":
    items = [1, 2, 3]
    q = Queue()
    p = Process(target=work, args=(items, q))
    p.start()
    q.put(list(items))
    q.put([7, 8])
    q.put(None)
    items.append(5)
    p.join()
    print(items)
