# check: -i 1
# expect: deadlock
# says: No line of the program sets `ready`
# not: wake-up was lost

ready = Event()

def producer():
    ready.wait()
