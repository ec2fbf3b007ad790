import asyncio

total = 0


async def add(x):
    global total
    await asyncio.sleep(0.001)
    total += x


async def main():
    async with asyncio.TaskGroup() as group:
        for x in range(1, 4):
            group.create_task(add(x))
    print(total)


asyncio.run(main())
