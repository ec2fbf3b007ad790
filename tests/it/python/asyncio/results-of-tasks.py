import asyncio


async def square(x):
    await asyncio.sleep(0.001 * x)
    return x * x


async def main():
    task = asyncio.create_task(square(3))
    a, b = await asyncio.gather(square(1), square(2))
    print(a, b, await task)


asyncio.run(main())
