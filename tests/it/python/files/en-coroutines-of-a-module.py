import asyncio
import bank


async def main():
    await asyncio.gather(bank.deposit(), bank.deposit())
    print(bank.balance)


asyncio.run(main())
# file: bank.py
import asyncio

balance = 0


async def deposit():
    global balance
    seen = balance
    await asyncio.sleep(0)
    balance = seen + 1
