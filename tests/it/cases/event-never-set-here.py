# check: -i 1
# expect: deadlock
# says: No thread runs a line that sets `ready`
# not: wake-up was lost

ready = Event()

def producer():
    ready.wait()
