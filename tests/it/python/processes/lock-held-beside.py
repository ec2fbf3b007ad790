import threading, time
from multiprocessing import Process
lock = threading.Lock()
def hold():
    with lock:
        time.sleep(0.01)
def work():
    with lock:
        print("child")
if __name__ == "__main__":
    t = threading.Thread(target=hold)
    t.start()
    p = Process(target=work)
    p.start()
    p.join()
    t.join()
    print("end")
