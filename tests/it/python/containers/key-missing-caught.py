import threading

d = {}
def reader(_):
    try:
        print("got", d["k"])
    except KeyError:
        print("missing")
def writer(_):
    d["k"] = 5
t0 = threading.Thread(target=reader, args=(0,))
t0.start()
t0.join()
t1 = threading.Thread(target=writer, args=(0,))
t1.start(); t1.join()
print(len(d))
