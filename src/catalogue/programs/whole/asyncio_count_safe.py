import asyncio

count = 0


async def visit():
    global count
    await asyncio.sleep(0)
    count += 1


async def main():
    await asyncio.gather(visit(), visit(), visit())
    print("visits:", count)


asyncio.run(main())
