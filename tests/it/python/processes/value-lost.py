from multiprocessing import Process, Value

counter = Value('i', 0)

def work():
    for _ in range(2):
        counter.value += 1

ps = [Process(target=work) for _ in range(2)]
for p in ps: p.start()
for p in ps: p.join()
print(counter.value)
