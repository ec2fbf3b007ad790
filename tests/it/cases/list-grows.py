# check: 
# expect: undecided grows
# says: `xs` has no limit

xs = []

def producer():
    while True:
        xs.append(produce())
