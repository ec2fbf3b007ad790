import threading

class Counter:
    def __init__(self, on_change):
        self.lock = threading.Lock()
        self.value = 0
        self.on_change = on_change

    def add(self):
        with self.lock:
            self.value += 1
            if self.value == 2:
                self.on_change(self)

    def read(self):
        with self.lock:
            return self.value

def show(counter):
    print("now", counter.read())

counter = Counter(show)
threads = [threading.Thread(target=counter.add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("counted:", counter.value)
