import asyncio

log = []


async def work(n):
    log.append(n)
    await asyncio.sleep(0)


async def main():
    tasks = [asyncio.create_task(work(n)) for n in range(3)]
    await asyncio.sleep(0)
    print(log)
    await asyncio.gather(*tasks)


asyncio.run(main())
