import asyncio


async def fails():
    await asyncio.sleep(0)
    raise ValueError("no")


async def main():
    task = asyncio.create_task(fails())
    try:
        await task
    except ValueError:
        print("caught")


asyncio.run(main())
