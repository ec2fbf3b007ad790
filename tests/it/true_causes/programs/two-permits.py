s = Semaphore(2)

def one():
    s.wait()
    s.wait()
    s.signal()
    s.signal()

def two():
    s.wait()
    s.wait()
    s.signal()
    s.signal()
