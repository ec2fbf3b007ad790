import asyncio
async def waiter(cond, log, lock):
    async with cond:
        try:
            await cond.wait()
        except asyncio.CancelledError:
            log.append(lock.locked())
            raise
async def main():
    lock = asyncio.Lock()
    cond = asyncio.Condition(lock)
    log = []
    t = asyncio.create_task(waiter(cond, log, lock))
    await asyncio.sleep(0)
    async with cond:
        t.cancel()
        await asyncio.sleep(0)
        log.append(False)
    try:
        await t
    except asyncio.CancelledError:
        pass
    print(log, lock.locked())
asyncio.run(main())
