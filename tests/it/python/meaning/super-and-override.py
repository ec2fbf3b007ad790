import threading
class A:
    def __init__(self, n):
        self.n = n
    def name(self):
        return "A"
    def show(self):
        return self.name() + str(self.n)
class B(A):
    def __init__(self):
        super().__init__(5)
        self.n += 1
    def name(self):
        return "B" + super().name()
got = []
def work():
    got.append(B().show())
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
