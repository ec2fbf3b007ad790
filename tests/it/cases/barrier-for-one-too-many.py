# check: -p 2 -i 2
# expect: deadlock
# says: `meeting` waits for 3 threads and has 2; no other will come

meeting = Barrier(3)

def producer():
    item = produce()
    meeting.wait()
    consume(item)
