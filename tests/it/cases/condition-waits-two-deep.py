# check: 
# expect: safe

c = Condition()
full = False

def producer():
    global full
    with c:
        full = True
        c.notify()

def consumer():
    with c:
        with c:
            while not full:
                c.wait()
        assert full
