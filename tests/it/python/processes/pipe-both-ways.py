from multiprocessing import Process, Pipe

def child(conn):
    conn.send([42, None, "hello"])
    n = conn.recv()
    conn.send(n * 2)
    conn.close()

if __name__ == "__main__":
    parent, kid = Pipe()
    p = Process(target=child, args=(kid,))
    p.start()
    print(parent.recv())
    parent.send(21)
    print(parent.recv())
    p.join()
