import asyncio
log = []
async def server(q):
    try:
        while True:
            log.append(await q.get())
    finally:
        await asyncio.sleep(0)
        log.append("closed")
async def main():
    q = asyncio.Queue()
    asyncio.create_task(server(q))
    await q.put(1)
    await q.put(2)
asyncio.run(main())
print(log)
