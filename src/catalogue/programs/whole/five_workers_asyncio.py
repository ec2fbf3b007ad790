import asyncio

done = []


async def worker(number):
    print(f"worker {number} begins")
    await asyncio.sleep(1)
    done.append(number)


async def main():
    tasks = [asyncio.create_task(worker(number)) for number in range(5)]
    await asyncio.gather(*tasks)
    assert len(done) == 5
    print("all five are done")


asyncio.run(main())
