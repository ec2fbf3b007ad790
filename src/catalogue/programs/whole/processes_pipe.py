from multiprocessing import Pipe, Process


def double(conn):
    number = conn.recv()
    conn.send(number * 2)


if __name__ == "__main__":
    here, there = Pipe()
    partner = Process(target=double, args=(there,))
    partner.start()
    here.send(21)
    answer = here.recv()
    partner.join()
    print("the answer is", answer)
    assert answer == 42
