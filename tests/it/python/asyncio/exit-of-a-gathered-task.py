import asyncio, sys
async def worker(n):
    try:
        await asyncio.sleep(0.1)
    finally:
        print("cleanup", n)
async def boss():
    await asyncio.sleep(0.01)
    sys.exit(1)
async def main():
    try:
        await asyncio.gather(worker(1), boss(), worker(2))
    finally:
        print("main out")
asyncio.run(main())
print("never")
