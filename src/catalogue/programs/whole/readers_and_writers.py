import threading

class ReadWriteLock:
    def __init__(self):
        self.readers = 0
        self.mutex = threading.Lock()
        self.room_empty = threading.Lock()

    def begin_reading(self):
        with self.mutex:
            self.readers += 1
            if self.readers == 1:
                self.room_empty.acquire()

    def end_reading(self):
        with self.mutex:
            self.readers -= 1
            if self.readers == 0:
                self.room_empty.release()

lock = ReadWriteLock()
price = [10, 10]

def reader():
    lock.begin_reading()
    shown, charged = price[0], price[1]
    lock.end_reading()
    assert shown == charged

def writer():
    with lock.room_empty:
        price[0] = 12
        price[1] = 12

threads = [threading.Thread(target=reader) for _ in range(2)]
threads.append(threading.Thread(target=writer))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("price:", price[0])
