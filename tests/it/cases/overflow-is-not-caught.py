# check: -i 0
# expect: undecided grows

xs = []

def main():
    while True:
        try:
            xs.append(1)
        except MemoryError:
            raise Stop
