import threading

count = 0


def one_more(number):
    return number + 1


def visit():
    global count
    count = one_more(count)


first = threading.Thread(target=visit)
second = threading.Thread(target=visit)
first.start()
second.start()
first.join()
second.join()
print("visits:", count)
