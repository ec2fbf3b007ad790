import asyncio, sys
async def other():
    try:
        await asyncio.sleep(5)
    finally:
        print("other stops")
async def boss():
    await asyncio.sleep(0.01)
    sys.exit()
async def main():
    o = asyncio.create_task(other())
    b = asyncio.create_task(boss())
    try:
        await o
    except asyncio.CancelledError:
        print("main cancelled")
        raise
try:
    asyncio.run(main())
finally:
    print("last")
