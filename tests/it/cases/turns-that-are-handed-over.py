# check: --stop-on starvation
# expect: safe

mine = Semaphore(1)
yours = Semaphore(0)

def aa():
    while True:
        mine.acquire()
        yours.release()

def bb():
    while True:
        yours.acquire()
        mine.release()
