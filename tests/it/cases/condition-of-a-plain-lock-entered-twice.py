# check: 
# expect: deadlock
# says: it waits for itself

m = Lock()
c = Condition(m)

def producer():
    with c:
        with m:
            pass
