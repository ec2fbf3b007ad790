# check: -p 2 -i 2
# expect: exception
# says: BrokenBarrierError

meeting = Barrier(2)

def producer():
    item = produce()
    meeting.wait(timeout=100)
    consume(item)
