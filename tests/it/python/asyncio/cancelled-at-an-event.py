import asyncio
async def waiter(event, log):
    try:
        await event.wait()
        log.append("set")
    except asyncio.CancelledError:
        log.append("cancelled")
async def main():
    event = asyncio.Event()
    log = []
    t = asyncio.create_task(waiter(event, log))
    await asyncio.sleep(0)
    event.set()
    event.clear()
    t.cancel()
    await t
    print(log, event.is_set())
asyncio.run(main())
