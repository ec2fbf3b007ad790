import threading
l=[1,2,3]
def a():
    l.pop(0)
t=threading.Thread(target=a)
t.start()
t.join()
print(len(l))
