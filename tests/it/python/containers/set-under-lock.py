import threading

seen = set()
lock = threading.Lock()
def visit(urls):
    for u in urls:
        with lock:
            if u in seen:
                continue
            seen.add(u)
        print("visit", u)
t1 = threading.Thread(target=visit, args=(["a", "b"],))
t2 = threading.Thread(target=visit, args=(["b", "c"],))
t1.start(); t2.start(); t1.join(); t2.join()
print(len(seen))
