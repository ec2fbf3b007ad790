visitors = 0
busy = False

def east():
    global visitors, busy
    while busy:
        pass
    busy = True
    visitors += 1
    busy = False

def west():
    global visitors, busy
    while busy:
        pass
    busy = True
    visitors += 1
    busy = False

def main():
    join(east)
    join(west)
    assert visitors == 2
