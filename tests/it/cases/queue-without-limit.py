# check: -i 1
# expect: safe

q = Queue()

def main():
    for n in range(20):
        q.put(n)
