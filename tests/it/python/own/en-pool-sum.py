from concurrent.futures import ThreadPoolExecutor


def square(n):
    return n * n


with ThreadPoolExecutor(max_workers=2) as executor:
    futures = [executor.submit(square, n) for n in range(4)]

print(sum(f.result() for f in futures))
