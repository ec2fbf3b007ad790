import asyncio


async def work(n):
    await asyncio.sleep(0.01 * n)
    if n == 2:
        raise ValueError
    return True


async def main():
    tasks = [asyncio.create_task(work(n)) for n in (1, 2)]
    said = "first"
    for done in asyncio.as_completed(tasks):
        try:
            print(said, await done)
        except ValueError:
            print(said, "failed")
            break
        said = "second"


asyncio.run(main())
