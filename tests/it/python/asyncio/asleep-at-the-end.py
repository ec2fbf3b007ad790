import asyncio
ticks = 0
stopped = False
async def ticker():
    global ticks, stopped
    try:
        while True:
            ticks += 1
            if ticks == 3:
                break
            await asyncio.sleep(0.1)
    finally:
        stopped = True

async def main():
    asyncio.create_task(ticker())
    await asyncio.sleep(0.01)

asyncio.run(main())
print(ticks, stopped)
