# check: -p 1 -c 1
# expect: safe

m = RLock()
c = Condition(m)
n = 0

def producer():
    global n
    with m:
        with m:
            while n == 0:
                c.wait()
        n = 2

def consumer():
    global n
    with m:
        n = 1
        c.notify()
