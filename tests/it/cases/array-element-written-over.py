# check: -i 2
# expect: overwrite
# says: where the last copy of P1·1 lay

a = Array(1)

def producer():
    while True:
        a[0] = produce()

def consumer():
    item = None
    while item is None:
        item = a[0]
    consume(item)
