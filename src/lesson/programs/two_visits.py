import threading

count = 0


def visit():
    global count
    count += 1


first = threading.Thread(target=visit)
second = threading.Thread(target=visit)
first.start()
second.start()
first.join()
second.join()
print("visits:", count)
