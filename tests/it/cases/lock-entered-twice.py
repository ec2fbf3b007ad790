# check: 
# expect: deadlock
# says: it waits for itself

m = Lock()

def producer():
    with m:
        with m:
            pass
