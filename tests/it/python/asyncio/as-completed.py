import asyncio


async def work(n):
    await asyncio.sleep(0.01 * n)
    return n


async def main():
    total = 0
    order = []
    for done in asyncio.as_completed([work(n) for n in (1, 2, 3)]):
        n = await done
        total += n
        order.append(n)
    print(total, order)


asyncio.run(main())
