import threading

seen = set()
out = []
def visit(u):
    if u not in seen:
        seen.add(u)
        out.append(u)
t0 = threading.Thread(target=visit, args=("x",))
t1 = threading.Thread(target=visit, args=("x",))
t0.start(); t1.start()
t0.join(); t1.join()
print(len(seen), len(out))
