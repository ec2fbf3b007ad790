visitors = 0

def east():
    global visitors
    for each in range(2):
        visitors += 1

def west():
    global visitors
    for each in range(2):
        visitors += 1
