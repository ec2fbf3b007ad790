def producer():
    item = produce()

def consumer():
    pass
