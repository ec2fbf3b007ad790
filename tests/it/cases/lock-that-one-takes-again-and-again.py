# check: --stop-on starvation
# expect: starvation
# says: though every other thread that can always move gets its turn

lock = Lock()

def aa():
    while True:
        with lock:
            pass

def bb():
    while True:
        with lock:
            pass
