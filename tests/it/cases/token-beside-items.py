# check: --items 1
# expect: safe

token = Queue(1)
items = Queue(1)

def main():
    token.put(None)
    while True:
        token.get()
        token.put(None)

def producer():
    item = produce()
    items.put(item)

def consumer():
    consume(items.get())
