# check: --producers 2 --consumers 1 --items 1 --granularity operation
# expect: invariant
# says: after 7 steps

count = 0
cells = Array(2)
jobs = PriorityQueue(1)
# invariant: cells[1] < 2

def producer():
    global count
    while True:
        item = produce()
        if cells[0] == cells[1]:
            if count == 0:
                jobs.put(item)
        else:
            continue
        jobs.put(item)

def consumer():
    global count
    while True:
        if count == 0:
            cells[0] += 1
            jobs.put(None)
        else:
            cells[-1] = cells[0] + 1
        item = jobs.get()
        consume(item)

def other():
    global count
    count = count * 2 + 1
