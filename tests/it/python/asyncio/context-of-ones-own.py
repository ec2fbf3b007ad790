import asyncio
import time

class RateLimiter:
    def __init__(self, limit):
        self.semaphore = asyncio.Semaphore(limit)

    async def __aenter__(self):
        await self.semaphore.acquire()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self.semaphore.release()

active = 0
peak = 0

async def job(limiter, n):
    global active, peak
    async with limiter:
        active += 1
        peak = max(peak, active)
        await asyncio.sleep(0.01)
        active -= 1
    return n

async def main():
    limiter = RateLimiter(2)
    results = await asyncio.gather(*(job(limiter, n) for n in range(3)))
    print(results, peak)

asyncio.run(main())
