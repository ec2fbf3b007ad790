from concurrent.futures import ThreadPoolExecutor


def primera():
    return 1


def segunda(antes):
    return antes.result() + 1


ejecutor = ThreadPoolExecutor(max_workers=2)
a = ejecutor.submit(primera)
b = ejecutor.submit(segunda, a)
print(b.result())
ejecutor.shutdown()
