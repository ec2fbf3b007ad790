import asyncio
async def a(): await asyncio.sleep(10)
async def b(): return 1
async def main():
    try:
        async with asyncio.timeout(0.05):
            await asyncio.gather(a(), b())
        print("all")
    except TimeoutError:
        print("late")
asyncio.run(main())
