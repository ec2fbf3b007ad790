visitors = 0
gate = Lock()
door = Lock()

def east():
    global visitors
    with gate:
        visitors += 1

def west():
    global visitors
    with gate:
        visitors += 1

def main():
    join(east)
    join(west)
    assert visitors == 2
