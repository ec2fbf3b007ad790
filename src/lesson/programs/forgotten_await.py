import asyncio

saved = 0


async def save(page):
    global saved
    await asyncio.sleep(1)
    saved += 1
    print("saved page", page)


async def main():
    for page in range(2):
        save(page)
    print("all pages are saved")
    assert saved == 2


asyncio.run(main())
