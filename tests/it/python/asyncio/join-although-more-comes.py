import asyncio

joined = False


async def worker(queue):
    for _ in range(2):
        await queue.get()
        queue.task_done()
        queue.put_nowait(0)
    await asyncio.sleep(0.01)
    print("joined:", joined)


async def main():
    global joined
    queue = asyncio.Queue()
    queue.put_nowait(0)
    task = asyncio.create_task(worker(queue))
    await queue.join()
    joined = True
    await task
    print("end", joined)


asyncio.run(main())
