# check: 
# expect: safe

pool = Queue(2)

def main():
    pool.put(7)
    pool.put(8)

def worker():
    while True:
        conn = pool.get()
        pool.put(conn)

def other():
    while True:
        conn = pool.get()
        pool.put(conn)
