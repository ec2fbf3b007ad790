import asyncio

count = 0


async def work():
    global count
    for _ in range(2):
        before = count
        await asyncio.sleep(0)
        count = before + 1


async def main():
    await asyncio.gather(work(), work())
    print(count)


asyncio.run(main())
