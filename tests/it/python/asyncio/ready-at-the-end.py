import asyncio
log = []

async def worker(q):
    log.append(await q.get())
    await asyncio.sleep(0)
    log.append("never")

async def main():
    q = asyncio.Queue()
    asyncio.create_task(worker(q))
    q.put_nowait(1)

asyncio.run(main())
print(log)
