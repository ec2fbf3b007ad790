import asyncio, sys
async def main():
    await asyncio.sleep(0)
asyncio.run(main())
print("end")
sys.exit(0)
