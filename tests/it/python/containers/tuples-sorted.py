import threading

stack = []
def push(n):
    stack.append((n, n + 1))
t0 = threading.Thread(target=push, args=(1,))
t1 = threading.Thread(target=push, args=(2,))
t0.start(); t1.start()
t0.join(); t1.join()
stack.sort()
print(stack)
for a, b in sorted(stack):
    print(a + b)
