import threading

a = {"n": 1, "m": [1, 2]}
b = {"m": [1, 2], "n": 1}


def compares():
    print(a == b, a != {"n": 1}, b in [a], {"n": 2} == a)


thread = threading.Thread(target=compares)
thread.start()
thread.join()
print(a == b, a == {})
