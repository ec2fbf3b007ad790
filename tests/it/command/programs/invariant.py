# A number that must not be seen at 1 by others, and is.
# invariant: inside <= 0
inside = 0
mutex = Lock()

def producer():
    global inside
    for turn in range(2):
        with mutex:
            inside = 1
            inside = 0
