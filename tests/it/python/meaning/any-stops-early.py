import threading
got = []
limit = 0
def touch(n):
    got.append(n)
    return n
def work():
    if any(touch(n) > 0 for n in (0, 1, 2)):
        got.append(10)
    if not all(touch(n) > limit for n in (1, 0, 2)):
        got.append(20)
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
