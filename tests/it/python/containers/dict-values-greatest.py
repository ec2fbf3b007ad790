import threading

def factorial(n):
    r = 1
    for i in range(2, n + 1):
        r *= i
    return r
out = {}
def work(n):
    out[n] = factorial(n)
ts = [threading.Thread(target=work, args=(n,)) for n in (3, 4)]
for t in ts: t.start()
for t in ts: t.join()
print(out[3] + out[4])
print(max(out.values()))
