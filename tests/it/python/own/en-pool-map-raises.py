from concurrent.futures import ThreadPoolExecutor
def work(n):
    if n == 2:
        raise ValueError("two")
    return n
got = 0
try:
    with ThreadPoolExecutor(max_workers=2) as ex:
        for r in ex.map(work, [1, 2, 3]):
            got += r
except ValueError:
    print("raised after", got)
