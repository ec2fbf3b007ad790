import threading

PHILOSOPHERS = 3

forks = [threading.Lock() for _ in range(PHILOSOPHERS)]
seats = threading.Semaphore(PHILOSOPHERS - 1)

class Philosopher(threading.Thread):
    def __init__(self, place):
        super().__init__()
        self.left = forks[place]
        self.right = forks[(place + 1) % PHILOSOPHERS]
        self.place = place

    def run(self):
        seats.acquire()
        with self.left:
            with self.right:
                print("philosopher", self.place, "eats")
        seats.release()

table = [Philosopher(place) for place in range(PHILOSOPHERS)]
for philosopher in table:
    philosopher.start()
for philosopher in table:
    philosopher.join()
print("all have eaten")
