import threading
import time

stop = False


def work():
    while not stop:
        time.sleep(0.1)
    print("stopped")


thread = threading.Thread(target=work)
thread.start()
thread.join()
print("done")
