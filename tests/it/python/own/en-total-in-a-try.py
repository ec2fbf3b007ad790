from concurrent.futures import ThreadPoolExecutor


def check(n):
    if n == 2:
        raise ValueError("no twos")
    return n


total = 0
with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(check, n) for n in range(4)]
    for future in futures:
        try:
            total += future.result()
        except ValueError as error:
            print("failed:", error)
print("total:", total)
