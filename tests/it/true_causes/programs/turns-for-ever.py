import threading
running = True
def w():
    while running:
        pass
t = threading.Thread(target=w)
t.start()
t.join()
