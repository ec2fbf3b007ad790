from concurrent.futures import ProcessPoolExecutor

NUMBERS = list(range(1, 11))
PARTS = 3


def parts(numbers, count):
    size = -(-len(numbers) // count)
    starts = range(0, len(numbers), size)
    return [numbers[start : start + size] for start in starts]


def add(part):
    total = 0
    for number in part:
        total += number
    return total


if __name__ == "__main__":
    chunks = parts(NUMBERS, PARTS)
    with ProcessPoolExecutor(max_workers=2) as pool:
        sums = list(pool.map(add, chunks))
    print(sums, sum(sums))
    assert sum(sums) == 55
