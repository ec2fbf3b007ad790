import asyncio


async def take(queue, taken):
    while not queue.empty():
        taken.append(queue.get_nowait())
        await asyncio.sleep(0)


async def main():
    queue = asyncio.Queue()
    for i in range(3):
        queue.put_nowait(i)
    taken = []
    await asyncio.gather(take(queue, taken), take(queue, taken))
    print(len(taken))


asyncio.run(main())
