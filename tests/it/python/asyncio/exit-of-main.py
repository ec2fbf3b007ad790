import asyncio, sys
class Fatal(Exception):
    pass
async def step(n):
    await asyncio.sleep(0.01 * n)
    if n == 2:
        raise Fatal
    return n
async def main():
    try:
        r = await asyncio.gather(step(1), step(2), step(3))
        print(r)
    except Fatal:
        print("fatal")
        sys.exit(1)
if __name__ == "__main__":
    asyncio.run(main())
