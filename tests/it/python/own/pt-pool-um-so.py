from concurrent.futures import ThreadPoolExecutor

total = 0


def somar(n):
    global total
    total += n


with ThreadPoolExecutor(max_workers=1) as pool:
    list(pool.map(somar, [1, 2, 3]))
print("total:", total)
