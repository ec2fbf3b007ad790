import asyncio


async def waits(event):
    await asyncio.sleep(0.01)
    await event.wait()
    print("on")


async def pulses(event):
    await asyncio.sleep(0.01)
    event.set()
    event.clear()


async def main():
    event = asyncio.Event()
    await asyncio.gather(waits(event), pulses(event))
    print("end", event.is_set())


asyncio.run(main())
