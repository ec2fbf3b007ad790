import asyncio


async def take(queue, taken):
    if not queue.empty():
        await asyncio.sleep(0)
        taken.append(queue.get_nowait())


async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    taken = []
    results = await asyncio.gather(take(queue, taken), take(queue, taken), return_exceptions=True)
    print(len(taken), len(results))


asyncio.run(main())
