import asyncio


async def put(queue):
    queue.put_nowait(1)


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(put(queue))
    await asyncio.sleep(0)
    print("got", queue.get_nowait())
    await task


asyncio.run(main())
