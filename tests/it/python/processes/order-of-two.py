# Two processes put, one after the other by an event: what comes first is open.
import multiprocessing as mp

def first(q, ready):
    q.put("first")
    ready.set()

def second(q, ready):
    ready.wait()
    q.put("second")

if __name__ == "__main__":
    q = mp.Queue()
    ready = mp.Event()
    a = mp.Process(target=first, args=(q, ready))
    b = mp.Process(target=second, args=(q, ready))
    a.start()
    b.start()
    print("got", q.get(), q.get())
    a.join()
    b.join()
