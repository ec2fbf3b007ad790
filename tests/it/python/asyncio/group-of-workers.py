import asyncio
async def worker(q, out):
    while True:

        try:
            job = q.get_nowait()
        except asyncio.QueueEmpty:
            return
        await asyncio.sleep(0)
        out.append(job)

async def main():
    q = asyncio.Queue()
    for i in range(4):
        q.put_nowait(i)
    out = []
    async with asyncio.TaskGroup() as tg:
        for _ in range(2):
            tg.create_task(worker(q, out))
    print(len(out))

asyncio.run(main())
