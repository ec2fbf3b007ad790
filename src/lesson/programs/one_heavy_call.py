import asyncio
import time

beats = 0
meanwhile = 0


async def heart():
    global beats
    for _ in range(3):
        beats += 1
        await asyncio.sleep(0)


async def report():
    global meanwhile
    before = beats
    time.sleep(1)
    meanwhile = beats - before


async def main():
    await asyncio.gather(heart(), report())
    print("beats meanwhile:", meanwhile)


asyncio.run(main())
