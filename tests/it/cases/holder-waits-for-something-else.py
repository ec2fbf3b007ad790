# check: -i 1
# expect: deadlock
# says: which others wait for, while it waits for
# not: needs `m` first

m = Lock()
q = Queue(1)
never = Semaphore(0)

def producer():
    with m:
        q.get()

def consumer():
    never.wait()
    q.put(1)
    never.signal()

def main():
    m.acquire()
    m.release()
