# check: -p 2 -i 2
# expect: deadlock
# says: Of the 3 threads that meet at `meeting`, only 2 are there

meeting = Barrier(3)

def producer():
    item = produce()
    meeting.wait()
    consume(item)
