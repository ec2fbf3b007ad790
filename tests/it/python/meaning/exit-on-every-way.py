import threading
class Guard:
    def __enter__(self):
        return self
    def __exit__(self, kind, value, trace):
        got.append(1)
got = []
def work():
    try:
        with Guard():
            raise ValueError("x")
    except ValueError:
        got.append(2)
    for i in range(3):
        with Guard():
            if i == 1:
                continue
            if i == 2:
                break
            got.append(i)
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
