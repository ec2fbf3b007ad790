# check: 
# expect: safe

m = Condition()

def producer():
    with m:
        with m:
            pass
