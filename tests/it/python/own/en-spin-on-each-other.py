import threading

x = 0
y = 0


def first():
    global x
    while y == 0:
        pass
    x = 1


def second():
    global y
    while x == 0:
        pass
    y = 1


def heartbeat():
    while True:
        print("alive")


for work in (first, second, heartbeat):
    threading.Thread(target=work).start()
