from threading import Event, Lock, Thread
import time

def produce_into(buffer, lock, event, count):
    for number in range(count):
        with lock:
            buffer.append(number)
        event.set()
        time.sleep(0.01)

def consume_from(buffer, lock, event, count):
    taken = 0
    while taken < count:
        event.wait()
        with lock:
            if buffer:
                print("took", buffer.pop(0))
                taken += 1
        event.clear()

def main():
    buffer = []
    lock = Lock()
    event = Event()
    shared = (buffer, lock, event, 2)
    maker = Thread(target=produce_into, args=shared)
    taker = Thread(target=consume_from, args=shared)
    maker.start()
    taker.start()
    maker.join()
    taker.join()
    print("left:", len(buffer))

if __name__ == "__main__":
    main()
