import asyncio
async def putter(q):
    await q.put(2)
async def main():
    q = asyncio.Queue(1)
    await q.put(1)
    t = asyncio.create_task(putter(q))
    await asyncio.sleep(0)
    t.cancel()
    first = await q.get()
    await asyncio.gather(t, return_exceptions=True)
    print(first, q.qsize())
asyncio.run(main())
