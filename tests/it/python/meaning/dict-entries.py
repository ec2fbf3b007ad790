import threading
stock = {"a": 1, "b": 2}
def work():
    stock["a"] += 5
    stock["b"] = 0
t = threading.Thread(target=work)
t.start()
t.join()
print(stock["a"], stock["b"], stock.get("c", 9), len(stock), "a" in stock, sum(stock.values()))
