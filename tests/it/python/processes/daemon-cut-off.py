from multiprocessing import Event, Process


def tick(stop):
    while not stop.is_set():
        pass
    print("stopped")


def forever(never):
    never.wait()


if __name__ == "__main__":
    stop, never = Event(), Event()
    p = Process(target=tick, args=(stop,))
    d = Process(target=forever, args=(never,), daemon=True)
    for it in (p, d):
        it.start()
    stop.set()
    p.join(timeout=None)
    print("end", d.is_alive(), p.is_alive(), p.exitcode)
