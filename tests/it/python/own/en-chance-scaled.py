import random
import threading


def share():
    people = int(random.random() * 3)
    print(12 // people)


thread = threading.Thread(target=share)
thread.start()
thread.join()
