batch = []
mutex = Lock()
meeting = Barrier(producers + consumers)

def producer():
    while True:
        item = produce()
        batch.append(item)
        meeting.wait()
        meeting.wait()

def consumer():
    while True:
        meeting.wait()
        with mutex:
            while batch:
                item = batch.pop(0)
                consume(item)
        meeting.wait()
