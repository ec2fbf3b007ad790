from concurrent.futures import ThreadPoolExecutor, as_completed


def quadrado(n):
    return n * n


with ThreadPoolExecutor(max_workers=2) as executor:
    futuros = [executor.submit(quadrado, n) for n in range(3)]
    total = sum(futuro.result() for futuro in as_completed(futuros))
assert total == 5
print(total)
