visitors = 0

def east():
    global visitors
    visitors += 1

def west():
    global visitors
    visitors += 1

def main():
    join(east)
    join(west)
    assert visitors == 2
