import asyncio

count = 0


async def one():
    return 1


async def work():
    global count
    before = count
    count = before + await one()


async def main():
    tasks = [asyncio.create_task(work()) for _ in range(3)]
    for task in tasks:
        await task
    print(count)


asyncio.run(main())
