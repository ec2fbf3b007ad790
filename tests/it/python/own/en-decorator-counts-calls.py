import threading


def counted(function):
    calls = 0

    def inner(n):
        nonlocal calls
        calls += 1
        function(n)
        print("call", calls)
    return inner


@counted
def work(n):
    pass


threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
