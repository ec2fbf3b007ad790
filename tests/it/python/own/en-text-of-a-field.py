import threading
class Board:
    def __init__(self):
        self.text = ""
    def write(self, word):
        old = self.text
        new = old + word
        self.text = new
b = Board()
ts = [threading.Thread(target=b.write, args=(w,)) for w in ("A", "B", "C")]
for t in ts: t.start()
for t in ts: t.join()
print(b.text)
