import threading
from collections import Counter
votes = Counter()
lock = threading.Lock()
def vote(c):
    with lock:
        votes[c] += 1
ts = [threading.Thread(target=vote, args=(c,)) for c in ("red", "blue", "red")]
for t in ts: t.start()
for t in ts: t.join()
print(votes.most_common(1)[0][0], votes["red"])
winner, n = votes.most_common(1)[0]
print(winner, n)
print(max(votes, key=votes.get), sum(votes.values()))
