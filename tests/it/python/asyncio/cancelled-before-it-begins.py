import asyncio
async def w(): 
    print("started")
async def main():
    t = asyncio.create_task(w())
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("never started")
    t.cancel()
    print(t.cancel())
asyncio.run(main())
