import asyncio


class Unknown(Exception):
    pass


async def work(n):
    await asyncio.sleep(0.01 * n)
    if n == 1:
        raise ValueError("one")
    if n == 2:
        raise Unknown
    return n


async def main():
    results = await asyncio.gather(*[work(n) for n in range(3)], return_exceptions=True)
    values = wrong = other = 0
    for result in results:
        if isinstance(result, (ValueError, OSError)):
            wrong += 1
        elif isinstance(result, Exception):
            other += 1
        else:
            values += 1
    print(f"{values} value, {wrong} wrong, {other} other")


asyncio.run(main())
