import asyncio
async def slow():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaned")
    return "ok"
async def main():
    task = asyncio.create_task(slow())
    try:
        print(await asyncio.wait_for(task, 0.05))
    except asyncio.TimeoutError:
        print("late", task.cancelled())
asyncio.run(main())
