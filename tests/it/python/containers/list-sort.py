import threading

result = []
def find_primes(lo, hi):
    for n in range(lo, hi):
        if n > 1 and all(n % d for d in range(2, n)):
            result.append(n)
t1 = threading.Thread(target=find_primes, args=(0, 10))
t2 = threading.Thread(target=find_primes, args=(10, 20))
t1.start(); t2.start(); t1.join(); t2.join()
print(len(result))
result.sort()
print(result)
