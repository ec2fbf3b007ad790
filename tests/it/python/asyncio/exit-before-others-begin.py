import asyncio
import sys

begun = []


async def first():
    await asyncio.sleep(0)
    sys.exit(0)


async def second():
    try:
        await asyncio.sleep(1)
    finally:
        begun.append("second")


async def main():
    asyncio.create_task(first())
    asyncio.create_task(second())
    await asyncio.sleep(10)
    print("never")


try:
    asyncio.run(main())
finally:
    print(begun)
