import threading
from multiprocessing import Process
lock = threading.Lock()
def work():
    with lock:
        print("child")
if __name__ == "__main__":
    p = Process(target=work)
    with lock:
        p.start()
        p.join()
    print("end")
