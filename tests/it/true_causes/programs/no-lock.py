c = Condition()

def producer():
    c.notify()
