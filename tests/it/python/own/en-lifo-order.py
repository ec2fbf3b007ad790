import queue
import threading

stack = queue.LifoQueue()
stack.put(1)


def filler():
    stack.put(2)
    stack.put(3)


t = threading.Thread(target=filler)
t.start()
t.join()
print(stack.get(), stack.get(), stack.get(), stack.empty())
