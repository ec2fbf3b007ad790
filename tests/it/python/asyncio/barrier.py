import asyncio

ready = 0
go = 0


async def runner(barrier):
    global ready, go
    ready += 1
    await barrier.wait()
    assert ready == 3
    go += 1


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(runner(barrier) for _ in range(3)))
    print(f"{ready} ready, then {go} go")


asyncio.run(main())
