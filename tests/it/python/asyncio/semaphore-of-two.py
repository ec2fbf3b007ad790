import asyncio

inside = 0
most = 0


async def visit(semaphore):
    global inside, most
    async with semaphore:
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0)
        inside -= 1


async def main():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*[visit(semaphore) for _ in range(3)])
    print(inside, most)


asyncio.run(main())
