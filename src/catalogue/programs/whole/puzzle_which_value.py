import threading

x = 0

def thread_a():
    global x
    x = 5
    print(x)

def thread_b():
    global x
    x = 7

a = threading.Thread(target=thread_a)
b = threading.Thread(target=thread_b)
a.start()
b.start()
a.join()
b.join()
print("x is", x)
