# check:
# expect: safe
# says: warning: Without `global count`, this `count` is a variable of `work` alone

import threading
count = 0
def work():
    count = 1
t = threading.Thread(target=work)
t.start(); t.join()
print(count)
