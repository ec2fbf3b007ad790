import asyncio
async def user(cond, log, name):
    log.append(name)
    async with cond:
        log.append(name)
async def main():
    cond = asyncio.Condition()
    log = []
    await asyncio.gather(user(cond, log, "a"), user(cond, log, "b"))
    print(log)
asyncio.run(main())
