import asyncio

log = []


async def other():
    log.append("other")


async def main():
    task = asyncio.create_task(other())
    await asyncio.gather()
    log.append("main")
    await task


asyncio.run(main())
print(log)
