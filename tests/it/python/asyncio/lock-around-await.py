import asyncio

count = 0


async def work(lock):
    global count
    async with lock:
        before = count
        await asyncio.sleep(0.001)
        count = before + 1


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(work(lock) for _ in range(3)))
    print(count)


asyncio.run(main())
