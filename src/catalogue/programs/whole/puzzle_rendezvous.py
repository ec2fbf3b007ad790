import threading

a_arrived = threading.Semaphore(0)
b_arrived = threading.Semaphore(0)
a_is_here = False
b_is_here = False

def thread_a():
    global a_is_here
    a_is_here = True
    a_arrived.release()
    b_arrived.acquire()
    assert b_is_here

def thread_b():
    global b_is_here
    b_is_here = True
    b_arrived.release()
    a_arrived.acquire()
    assert a_is_here

a = threading.Thread(target=thread_a)
b = threading.Thread(target=thread_b)
a.start()
b.start()
a.join()
b.join()
print("both went on")
