from concurrent.futures import ThreadPoolExecutor


def fail():
    raise KeyError("nobody asks")


executor = ThreadPoolExecutor(max_workers=1)
executor.submit(fail)
print("end")
