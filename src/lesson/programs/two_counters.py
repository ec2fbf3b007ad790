visitors = 0

def east():
    global visitors
    visitors += 1

def west():
    global visitors
    visitors += 1
