import threading
import queue

orders = queue.Queue()
def waiter(names):
    for name in names:
        order = {"name": name, "qty": len(name)}
        orders.put(order)
def cook(n):
    for _ in range(n):
        order = orders.get()
        print("cooking", order["name"], order["qty"])
a = threading.Thread(target=waiter, args=(["tea", "soup"],))
b = threading.Thread(target=cook, args=(2,))
a.start(); b.start(); a.join(); b.join()
print("closed")
