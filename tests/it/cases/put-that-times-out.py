# check: -n 1 -i 2
# expect: safe

q = Queue(capacity)
put_ok = 0

def producer():
    global put_ok
    while True:
        item = produce()
        try:
            q.put(item, timeout=10)
            put_ok += 1
        except Full:
            pass
        assert put_ok <= capacity
