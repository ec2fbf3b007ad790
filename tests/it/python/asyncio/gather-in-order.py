import asyncio


async def work(n, jobs):
    job = jobs.pop(0)
    await asyncio.sleep(0.01)
    return n * 10 + job


async def main():
    jobs = [0, 1]
    results = await asyncio.gather(*[work(n, jobs) for n in range(2)])
    print(results)


asyncio.run(main())
