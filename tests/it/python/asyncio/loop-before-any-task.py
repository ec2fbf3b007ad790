import asyncio
async def main():
    q = asyncio.Queue()
    q.put_nowait(1)
    while True:
        print(await q.get())
asyncio.run(main())
