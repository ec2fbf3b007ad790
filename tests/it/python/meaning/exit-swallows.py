import threading
class Guard:
    def __enter__(self):
        got.append("in")
        return self
    def __exit__(self, kind, value, trace):
        got.append("none" if kind is None else "raised")
        return True
got = []
def work():
    with Guard():
        raise ValueError("x")
    got.append("behind")
    with Guard():
        pass
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
