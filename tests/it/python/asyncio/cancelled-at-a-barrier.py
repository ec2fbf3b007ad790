import asyncio

log = []


async def runner(barrier, name):
    try:
        await barrier.wait()
        log.append(name)
    except asyncio.CancelledError:
        log.append("no " + name)
        raise


async def main():
    barrier = asyncio.Barrier(2)
    first = asyncio.create_task(runner(barrier, "a"))
    await asyncio.sleep(0.01)
    first.cancel()
    try:
        await first
    except asyncio.CancelledError:
        pass
    await asyncio.gather(runner(barrier, "b"), runner(barrier, "c"))
    print(log[0], len(log))


asyncio.run(main())
