import asyncio


async def produce(queue):
    await asyncio.sleep(0.001)
    await queue.put(1)


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(produce(queue))
    try:
        print("got", await asyncio.wait_for(queue.get(), timeout=0.5))
    except asyncio.TimeoutError:
        print("too late")
    await task


asyncio.run(main())
