import threading
players = [{"name": "a", "score": 0}, {"name": "b", "score": 0}]
lock = threading.Lock()
def play(i, n):
    with lock:
        players[i]["score"] += n
ts = [threading.Thread(target=play, args=a) for a in ((0, 2), (1, 3), (0, 1))]
for t in ts: t.start()
for t in ts: t.join()
best = max(players, key=lambda p: p["score"])
print(best["score"], sum(p["score"] for p in players))
print(sorted(players, key=lambda p: p["score"], reverse=True)[0]["score"])
