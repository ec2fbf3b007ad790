import threading
got = []
class Base(Exception):
    pass
class Special(Base):
    pass
def work():
    for kind in (Special, Base, KeyError, ZeroDivisionError):
        try:
            raise kind()
        except Special:
            got.append(1)
        except Base:
            got.append(2)
        except LookupError:
            got.append(3)
        except Exception:
            got.append(4)
        else:
            got.append(5)
        finally:
            got.append(0)
t = threading.Thread(target=work)
t.start()
t.join()
print(got)
