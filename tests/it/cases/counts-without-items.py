# check: --max-states 1000
# expect: undecided states
# says: something may grow forever
# not: --items
count = 0

def counter():
    global count
    while True:
        count = count + 1
