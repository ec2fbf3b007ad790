import threading
class B:
    def __init__(self, n): self.n = n
bs = [B(1), B(3)]
done = []
def w(b):
    b.n += 1
    done.append(b)
t = [threading.Thread(target=w, args=(b,)) for b in bs]
for x in t: x.start()
for x in t: x.join()
best = done[0]
for b in done[1:]:
    if b.n > best.n:
        best = b
best.n = 0
first = done[0] is bs[0]
print([b.n for b in bs], first)
