import threading

out = []


def work():
    out.append(True)
    out.append("main")
    out.append(None)


t = threading.Thread(target=work)
t.start()
t.join()
print(out)
