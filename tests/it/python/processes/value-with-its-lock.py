from multiprocessing import Process, Value

counter = Value('i', 0)

def work():
    for _ in range(2):
        with counter.get_lock():
            counter.value += 1

ps = [Process(target=work) for _ in range(2)]
for p in ps: p.start()
for p in ps: p.join()
print(counter.value)
