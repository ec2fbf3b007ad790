import asyncio

count = 0


async def work(lock):
    global count
    before = count
    async with lock:
        count = before + 1


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(work(lock), work(lock))
    print(count)


asyncio.run(main())
