import asyncio

log = []


async def old(event):
    await event.wait()
    log.append("old")


async def new():
    log.append("new")


async def main():
    event = asyncio.Event()
    first = asyncio.create_task(old(event))
    await asyncio.sleep(0.01)
    event.set()
    second = asyncio.create_task(new())
    await first
    await second
    print(log)


asyncio.run(main())
