import threading

prices = {}


def work(name, price):
    prices[name] = price


threads = [threading.Thread(target=work, args=it) for it in (("a", 3), ("b", 1))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(
    sorted(prices.items()),
    sorted(prices.items(), key=lambda it: it[1]),
    {name: price + 1 for name, price in sorted(prices.items())},
    prices == {"a": 3, "b": 2},
)
