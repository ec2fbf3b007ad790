import threading, random
x=random.randint(1,3)
y=0
def w():
    global y
    y=x+1
ts=[threading.Thread(target=w) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
assert y==x+1
print("ok")
