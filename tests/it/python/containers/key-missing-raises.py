import threading

d = {}
def reader(_):
    print("got", d["k"])
def writer(_):
    d["k"] = 5
r = threading.Thread(target=reader, args=(0,)); w = threading.Thread(target=writer, args=(0,))
r.start(); w.start(); r.join(); w.join()
print("end")
