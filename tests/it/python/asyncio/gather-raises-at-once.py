import asyncio

saved = 0


async def fails():
    raise ValueError("no")


async def saves():
    global saved
    await asyncio.sleep(0.001)
    saved = 1


async def main():
    try:
        await asyncio.gather(saves(), fails())
    except ValueError:
        print("saved:", saved)


asyncio.run(main())
