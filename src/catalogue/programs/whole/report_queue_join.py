import queue
import threading

orders = queue.Queue()

def cook():
    while True:
        order = orders.get()
        try:
            if order < 0:
                raise ValueError("no such dish")
            print("cooked", order)
            orders.task_done()
        except ValueError:
            print("cannot cook", order)

threading.Thread(target=cook, daemon=True).start()
for order in [7, -1, 9]:
    orders.put(order)
orders.join()
print("kitchen closed")
