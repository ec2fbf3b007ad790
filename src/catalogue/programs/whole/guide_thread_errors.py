import threading
import time

running = threading.Event()
running.set()

def heartbeat():
    while running.is_set():
        time.sleep(0.01)
    print("stopped")

def main():
    worker = threading.Thread(target=heartbeat)
    threads = [worker, worker]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    running.clear()
    for thread in threads:
        thread.join()
    print("all stopped")

if __name__ == "__main__":
    main()
