import threading
class A:
    def act(self): raise ValueError("x")
class B:
    def act(self): return "b"
s = A()
def f():
    global s
    s = B()
t = threading.Thread(target=f)
t.start()
s.act()
t.join()
print("end")
