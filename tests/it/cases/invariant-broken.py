# check: -i 3
# expect: invariant
# says: `count <= 1` does not hold any more

count = 0
# invariant: count <= 1

def producer():
    global count
    while True:
        item = produce()
        count += 1
