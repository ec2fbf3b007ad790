import asyncio

async def guard(q):
    async with asyncio.timeout(0.05):
        return await q.get()

async def main():
    q = asyncio.Queue()
    try:
        await guard(q)
    except TimeoutError:
        print("first: timeout")
    await q.put(7)
    print("second:", await guard(q))

asyncio.run(main())
