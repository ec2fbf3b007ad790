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
    started = []
    try:
        for thread in [worker, worker]:
            thread.start()
            started.append(thread)
        time.sleep(0.05)
    except RuntimeError:
        print("a thread could not be started")
    finally:
        running.clear()
        for thread in started:
            thread.join()
    print("all stopped")

if __name__ == "__main__":
    main()
