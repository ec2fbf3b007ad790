# check: 
# expect: safe

tx, rx = channel()
free = Semaphore(2)
count = 0

def producer():
    while True:
        free.wait()
        tx.send(1)

def consumer():
    global count
    for x in rx:
        count = x
        free.signal()
