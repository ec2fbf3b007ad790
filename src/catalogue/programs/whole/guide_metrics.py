import queue
import threading

class MeasuredQueue:
    def __init__(self):
        self.queue = queue.Queue()
        self.pushed = 0

    def push(self, item):
        self.queue.put(item)
        self.pushed += 1

    def pop(self):
        return self.queue.get()

parcels = MeasuredQueue()

def producer():
    for number in range(2):
        parcels.push(number)

def consumer():
    for _ in range(4):
        parcels.pop()

threads = [threading.Thread(target=producer) for _ in range(2)]
threads.append(threading.Thread(target=consumer))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("pushed:", parcels.pushed)
