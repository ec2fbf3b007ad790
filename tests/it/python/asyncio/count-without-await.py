import asyncio

count = 0


async def work():
    global count
    for _ in range(3):
        count += 1
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(work(), work())
    print(count)


asyncio.run(main())
