m = Lock()

def producer():
    m.release()
