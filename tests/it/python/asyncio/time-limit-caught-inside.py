import asyncio
async def consume(q):
    got = 0
    try:
        while True:
            await q.get()
            got += 1
    except asyncio.CancelledError:
        return got
async def main():
    q = asyncio.Queue()
    for i in range(3):
        q.put_nowait(i)
    print(await asyncio.wait_for(consume(q), 0.05))
asyncio.run(main())
