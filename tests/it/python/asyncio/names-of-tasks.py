import asyncio


async def work():
    await asyncio.sleep(0.01)


async def main():
    tasks = [asyncio.create_task(work(), name=name) for name in ("first", "second")]
    await asyncio.gather(*tasks)
    print(tasks[0].get_name())


asyncio.run(main())
