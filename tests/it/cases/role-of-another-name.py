# check: -p 2 -c 2
# expect: safe
# says: 1 thread `increment`
# says: No thread uses these numbers: 2 producers, 2 consumers.
# not: all schedules of 2 producers

count = 0

def increment():
    global count
    for i in range(2):
        count += 1
