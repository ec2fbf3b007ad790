import asyncio

count = 0


async def work(queue):
    global count
    before = count
    await asyncio.wait_for(queue.get(), 1)
    count = before + 1


async def main():
    queue = asyncio.Queue()
    for _ in range(2):
        queue.put_nowait(1)
    await asyncio.gather(work(queue), work(queue))
    print(count)


asyncio.run(main())
