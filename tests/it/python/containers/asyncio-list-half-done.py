import asyncio
res=[]
async def w(i):
    await asyncio.sleep(0.01)
    res.append(i)
async def main():
    async with asyncio.timeout(0.015):
        await w(0)
        await w(1)
try:
    asyncio.run(main())
except TimeoutError:
    pass
print(res)
