import queue
import threading

orders = queue.Queue(2)


def cook():
    while True:
        orders.put("soup")


def waiter():
    while True:
        print(orders.get())


threads = [threading.Thread(target=cook), threading.Thread(target=waiter)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
