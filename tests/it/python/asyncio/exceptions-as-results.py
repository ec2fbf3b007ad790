import asyncio


async def fails():
    raise ValueError("no")


async def works():
    await asyncio.sleep(0)
    return 1


async def main():
    results = await asyncio.gather(fails(), works(), return_exceptions=True)
    print(len(results), results[1])


asyncio.run(main())
