# check:
# expect: unfinished-thread
# says: warning: Without `global running`, this `running` is a variable of `main` alone

import threading
running = True
def worker():
    while running:
        pass
def main():
    running = False
t = threading.Thread(target=worker)
t.start()
main()
t.join()
