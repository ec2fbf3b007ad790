import asyncio

count = 0


async def price():
    await asyncio.sleep(0)
    return 5


async def buy():
    global count
    count += await price()


async def main():
    await asyncio.gather(buy(), buy())
    print("to pay:", count)
    assert count == 10


asyncio.run(main())
