import asyncio

count = 0


async def work(queue):
    global count
    before = count
    await queue.put(before)
    count = before + 1


async def take(queue):
    for _ in range(2):
        await asyncio.sleep(0)
        await queue.get()


async def main():
    queue = asyncio.Queue(maxsize=1)
    await asyncio.gather(work(queue), work(queue), take(queue))
    print(count, queue.empty())


asyncio.run(main())
