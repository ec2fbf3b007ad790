import asyncio
async def guarded(event):
    await event.wait()
    return "set"
async def main():
    event = asyncio.Event()
    try:
        print(await asyncio.wait_for(guarded(event), 0.02))
    except asyncio.TimeoutError:
        print("never set")
asyncio.run(main())
