left = Lock()
right = Lock()
meals = 0

def anna():
    global meals
    left.acquire()
    right.acquire()
    meals += 1
    right.release()
    left.release()

def ben():
    global meals
    right.acquire()
    left.acquire()
    meals += 1
    left.release()
    right.release()

def main():
    join(anna)
    join(ben)
    assert meals == 2
