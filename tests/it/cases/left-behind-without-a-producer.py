# check:
# expect: stranded
# says: The program has ended, and 1 element is left that no thread took
# not: producers are done

import threading, queue
q = queue.Queue()
def w():
    q.get()
t = threading.Thread(target=w)
t.start()
q.put(1)
q.put(2)
t.join()
