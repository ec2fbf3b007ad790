# check: -p 3 -i 2 --takes 1 -n 4
# expect: safe
# says: 1 thread `main`, 1 thread `worker`
# says: No thread uses these numbers: 3 producers, 4 slots, 2 items each, each consumer takes 1.
# not: 1 consumer

n = 0

def main():
    global n
    n = 1

def worker():
    global n
    n = 2
