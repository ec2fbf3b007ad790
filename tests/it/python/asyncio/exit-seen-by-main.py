import asyncio, sys
async def other():
    try:
        await asyncio.sleep(5)
    finally:
        print("other stops")
async def boss():
    await asyncio.sleep(0.01)
    sys.exit()
async def main():
    try:
        await asyncio.gather(other(), boss())
    except SystemExit:
        print("main saw it")
    print("main goes on")
def run():
    try:
        asyncio.run(main())
    except SystemExit as e:
        print("exit")
run()
