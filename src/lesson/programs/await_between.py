import asyncio

count = 0


async def visit():
    global count
    seen = count
    await asyncio.sleep(0)
    count = seen + 1


async def main():
    await asyncio.gather(visit(), visit())
    print("visits:", count)


asyncio.run(main())
