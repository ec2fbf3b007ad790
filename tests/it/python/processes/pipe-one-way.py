from multiprocessing import Pipe, Process


def send(out):
    for n in (1, 2):
        out.send(n)
    out.send("end")
    out.close()


if __name__ == "__main__":
    into, out = Pipe(duplex=False)
    p = Process(target=send, args=(out,))
    p.start()
    total = 0
    while True:
        n = into.recv()
        if n == "end":
            break
        total += n
    p.join()
    print("total", total, into.poll())
