import asyncio, sys
async def boss():
    await asyncio.sleep(0.01)
    raise SystemExit
async def main():
    t = asyncio.create_task(boss())
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")
    print("goes on")
try:
    asyncio.run(main())
except SystemExit:
    print("caught")
print("after")
