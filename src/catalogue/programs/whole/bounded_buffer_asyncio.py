import asyncio

ITEMS = 3


async def producer(queue, name):
    for number in range(ITEMS):
        await queue.put(f"{name}{number}")
    print(f"{name} is done")


async def consumer(queue, taken):
    while True:
        item = await queue.get()
        if item is None:
            break
        await asyncio.sleep(0.1)
        taken.append(item)


async def main():
    queue = asyncio.Queue(maxsize=2)
    taken = []
    consumers = [asyncio.create_task(consumer(queue, taken)) for _ in range(2)]
    await asyncio.gather(producer(queue, "A"), producer(queue, "B"))
    for _ in consumers:
        await queue.put(None)
    await asyncio.gather(*consumers)
    assert len(taken) == 2 * ITEMS
    print("all items are taken")


asyncio.run(main())
