import asyncio

count = 0


async def work(queue):
    global count
    before = count
    await queue.put(before)
    count = before + 1


async def main():
    queue = asyncio.Queue(maxsize=2)
    await asyncio.gather(work(queue), work(queue))
    print(count, queue.qsize())


asyncio.run(main())
