import asyncio

ended = 0
log = []


async def short():
    global ended
    await asyncio.sleep(0)
    ended += 1


async def long():
    global ended
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    ended += 1


async def other():
    for _ in range(4):
        await asyncio.sleep(0)
    log.append(9)


async def main():
    tasks = [asyncio.create_task(short()), asyncio.create_task(long())]
    extra = asyncio.create_task(other())
    for done in asyncio.as_completed(tasks):
        await done
        log.append(ended)
    await extra
    print(log)


asyncio.run(main())
