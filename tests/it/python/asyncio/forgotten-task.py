import asyncio

saved = 0


async def save():
    global saved
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    saved += 1


async def main():
    asyncio.create_task(save())
    await asyncio.sleep(0)


asyncio.run(main())
print(saved)
