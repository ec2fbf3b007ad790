# check: 
# expect: stuck-thread
# says: B1 can never move again

door = Semaphore(0)
queue = Queue(1)

def aa():
    queue.put(None)
    while True:
        pass

def bb():
    door.acquire()
