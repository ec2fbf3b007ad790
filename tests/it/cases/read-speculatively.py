# check: -c 2 -i 1
# expect: safe

a = Array(1)
state = Atomic(0)

def producer():
    a[0] = produce()
    state.store(1)

def consumer():
    while True:
        item = a[0]
        if state.cas(1, 2):
            item = a[0]
            consume(item)
