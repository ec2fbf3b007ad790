import asyncio

ready = False


async def waits():
    while not ready:
        pass
    print("ready")


async def says():
    global ready
    ready = True


async def main():
    await asyncio.gather(waits(), says())
    print("end")


asyncio.run(main())
