import threading
import time

done = False


def beat():
    while True:
        print("beat")
        time.sleep(1)


def work():
    while not done:
        pass


threading.Thread(target=beat).start()
worker = threading.Thread(target=work)
worker.start()
worker.join()
print("end")
