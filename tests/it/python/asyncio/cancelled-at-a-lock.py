import asyncio
order = []
async def user(lock, name):
    async with lock:
        order.append(name)
async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(user(lock, "a"))
    b = asyncio.create_task(user(lock, "b"))
    await asyncio.sleep(0)
    a.cancel()
    lock.release()
    await asyncio.wait([a, b])
    async with lock:
        order.append("main")
    print(order, a.cancelled(), b.cancelled())
asyncio.run(main())
