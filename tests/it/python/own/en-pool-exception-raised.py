from concurrent.futures import ThreadPoolExecutor

orders = {"tea": 2}


def price(name):
    if name not in orders:
        raise KeyError(name)
    return orders[name]


with ThreadPoolExecutor(max_workers=1) as executor:
    future = executor.submit(price, "coffee")
    print("total:", future.result())
