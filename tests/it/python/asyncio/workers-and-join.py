import asyncio

done = 0


async def worker(queue):
    global done
    while True:
        item = await queue.get()
        await asyncio.sleep(0)
        done += item
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for i in range(3):
        queue.put_nowait(i)
    workers = [asyncio.create_task(worker(queue)) for _ in range(2)]
    await queue.join()
    print(done, len(workers))


asyncio.run(main())
