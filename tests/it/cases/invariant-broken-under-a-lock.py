# check: -p 4 -i 2
# expect: invariant

m = Lock()
n = 0
# invariant: n <= 1

def producer():
    global n
    while True:
        item = produce()
        with m:
            n = 2
            n = 0
