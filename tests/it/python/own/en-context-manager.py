from threading import Thread, Semaphore


class Room:
    def __init__(self, seats):
        self.seats = Semaphore(seats)
        self.inside = 0
        self.gate = Semaphore(1)

    def __enter__(self):
        self.seats.acquire()
        with self.gate:
            self.inside += 1
            assert self.inside <= 1
        return self

    def __exit__(self, kind, value, trace):
        with self.gate:
            self.inside -= 1
        self.seats.release()


room = Room(1)


def guest():
    with room:
        pass


guests = [Thread(target=guest) for _ in range(2)]
[g.start() for g in guests]
[g.join() for g in guests]
print("left inside: %d" % room.inside)
