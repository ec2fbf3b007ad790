import threading
sessions = {"u1": 1, "u2": 2, "u3": 3}
lock = threading.Lock()
def logout(u):
    with lock:
        if u in sessions:
            del sessions[u]
ts = [threading.Thread(target=logout, args=(u,)) for u in ("u1", "u3", "u1")]
for t in ts: t.start()
for t in ts: t.join()
print(list(sessions), sessions)
