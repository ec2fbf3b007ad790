import threading
hits = 0
def touch(value):
    global hits
    hits += 1
    return value
got = []
def work():
    got.append(touch(0) and touch(1))
    got.append(touch(0) or touch(5))
    got.append(touch(3) and touch(4))
    got.append(touch(3) or touch(4))
    if 0 < touch(1) < touch(2):
        got.append(10)
    if 5 < touch(1) < touch(2):
        got.append(11)
    if hits < touch(1) < touch(2):
        got.append(12)
    if not touch(0):
        got.append(13)
t = threading.Thread(target=work)
t.start()
t.join()
print(hits, got)
