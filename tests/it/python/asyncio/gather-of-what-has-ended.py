import asyncio

log = []


async def one():
    return 1


async def other():
    log.append("other")


async def main():
    task = asyncio.create_task(one())
    await task
    beside = asyncio.create_task(other())
    await asyncio.gather(task)
    log.append("gathered")
    await beside
    print(log)


asyncio.run(main())
