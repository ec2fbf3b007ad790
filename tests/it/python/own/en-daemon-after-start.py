import threading
def w(): pass
t = threading.Thread(target=w)
t.start()
t.daemon = True
t.join()
print("end")
