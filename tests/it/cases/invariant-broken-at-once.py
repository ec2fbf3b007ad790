# check: 
# expect: invariant
# says: does not hold even before the first step

n = Semaphore(2)
# invariant: n.value <= 1

def main():
    n.wait()
