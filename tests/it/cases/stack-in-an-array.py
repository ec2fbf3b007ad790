# check: -n 2 -i 2
# expect: safe
# not: order

a = Array(2)
m = Lock()
top = 0
left = Semaphore(0)

def producer():
    global top
    while True:
        item = produce()
        with m:
            a[top] = item
            top += 1
        left.signal()

def consumer():
    global top
    while True:
        left.wait()
        with m:
            top -= 1
            item = a[top]
        consume(item)
