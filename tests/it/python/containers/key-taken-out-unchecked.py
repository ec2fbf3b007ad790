import threading
sessions = {"u1": 1}
def logout(u):
    if u in sessions:
        del sessions[u]
ts = [threading.Thread(target=logout, args=("u1",)) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(len(sessions))
