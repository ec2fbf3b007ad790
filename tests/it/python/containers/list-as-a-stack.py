import threading

stack = []


def calculate():
    stack.append(1)
    stack.append(2)
    stack.append(3)
    stack[-1] = stack[-1] + stack[-2]
    stack[-1] = stack[-1] + stack.pop()
    stack[0] = stack[0] + 1


thread = threading.Thread(target=calculate)
thread.start()
print(len(stack) >= 0)
thread.join()
print(stack)
