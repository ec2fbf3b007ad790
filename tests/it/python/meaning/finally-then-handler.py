import threading
got = []
def inner():
    try:
        raise KeyError("a")
    finally:
        got.append("f1")
def work():
    try:
        try:
            inner()
        except ValueError:
            got.append("no")
        finally:
            got.append("f2")
    except KeyError:
        got.append("yes")
        try:
            raise
        except KeyError:
            got.append("again")
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
