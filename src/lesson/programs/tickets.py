tickets = 1
sold = 0
desk = Lock()

def east():
    global tickets, sold
    if tickets > 0:
        tickets -= 1
        sold += 1

def west():
    global tickets, sold
    if tickets > 0:
        tickets -= 1
        sold += 1

def main():
    join(east)
    join(west)
    assert sold == 1
