# check: 
# expect: safe

turn = 0

def left():
    global turn
    while True:
        while turn != 0:
            pass
        turn = 1

def right():
    global turn
    while True:
        while turn != 1:
            pass
        turn = 0
