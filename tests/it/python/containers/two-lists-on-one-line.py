import threading

numbers = list(range(1, 7))
evens, odds = [], []
def split(ns, pred, out):
    for n in ns:
        if pred(n):
            out.append(n)
t1 = threading.Thread(target=split, args=(numbers, lambda n: n % 2 == 0, evens))
t2 = threading.Thread(target=split, args=(numbers, lambda n: n % 2 == 1, odds))
t1.start(); t2.start(); t1.join(); t2.join()
print(evens, odds)
print(sum(evens) - sum(odds))
