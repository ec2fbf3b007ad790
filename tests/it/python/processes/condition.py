from multiprocessing import Process, Condition, Value

def wait(c, ready):
    with c:
        while ready.value == 0:
            c.wait()
    print("go")

if __name__ == "__main__":
    c, ready = Condition(), Value('i', 0)
    p = Process(target=wait, args=(c, ready))
    p.start()
    with c:
        ready.value = 1
        c.notify()
    p.join()
    print("end")
