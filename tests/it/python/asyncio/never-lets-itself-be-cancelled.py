import asyncio
async def stubborn(q):
    while True:
        try:
            await q.get()
        except asyncio.CancelledError:
            pass
async def main():
    asyncio.create_task(stubborn(asyncio.Queue()))
    await asyncio.sleep(0)
asyncio.run(main())
print("over")
