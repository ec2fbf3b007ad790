import asyncio

async def consumer(name, queue, log):
    while True:
        item = await queue.get()
        log.append(item)
        queue.task_done()

async def main():
    queue = asyncio.Queue()
    log = []
    consumers = [asyncio.create_task(consumer(i, queue, log)) for i in range(2)]
    for i in range(3):
        await queue.put(i)
    await queue.join()
    for c in consumers:
        c.cancel()
    await asyncio.gather(*consumers, return_exceptions=True)
    print("done", len(log))

asyncio.run(main())
