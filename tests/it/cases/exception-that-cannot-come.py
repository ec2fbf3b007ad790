# check: 
# expect: safe
# says: warning: Nothing in this `try` can raise `Empty`

q = Queue(1)

def main():
    try:
        q.put(1)
    except Empty:
        pass
