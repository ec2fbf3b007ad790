import threading

stack = [1]


def pop():
    if len(stack) > 0:
        stack.pop()


ts = [threading.Thread(target=pop) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
