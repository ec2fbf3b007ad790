import asyncio
seen = []
async def logger(q):
    while True:
        seen.append(await q.get())
async def producer(q):
    for i in range(2):
        await q.put(i)
        await asyncio.sleep(0)
async def main():
    q = asyncio.Queue()
    asyncio.create_task(logger(q))
    await producer(q)
asyncio.run(main())
print(seen)
