# check: -i 1
# expect: empty-read
# says: before anything was ever written there

a = Array(1)

def producer():
    a[0] = produce()

def consumer():
    consume(a[0])
