from concurrent.futures import ThreadPoolExecutor


def check(n):
    if n == 1:
        raise ValueError("one is too many")
    return n


with ThreadPoolExecutor(max_workers=2) as executor:
    good = executor.submit(check, 0)
    bad = executor.submit(check, 1)
try:
    print(good.result())
    print(bad.result())
except ValueError:
    print("kept and raised")
print(good.exception() is None, bad.exception() is None)
