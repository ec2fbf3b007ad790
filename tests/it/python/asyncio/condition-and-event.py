import asyncio

ready = False


async def waits(condition, started):
    started.set()
    async with condition:
        while not ready:
            await condition.wait()
        print("ready")


async def says(condition, started):
    global ready
    await started.wait()
    async with condition:
        ready = True
        condition.notify()


async def main():
    condition, started = asyncio.Condition(), asyncio.Event()
    await asyncio.gather(waits(condition, started), says(condition, started))
    print("end")


asyncio.run(main())
