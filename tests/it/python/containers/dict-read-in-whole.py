import threading

prices = {}


def work(name, price):
    prices[name] = price


threads = [threading.Thread(target=work, args=it) for it in (("a", 3), ("b", 1))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
items = list(prices.items())
print(sorted(list(prices)), max(prices), max(prices, key=prices.get), len(items), prices == {"a": 3, "b": 1})
