from concurrent.futures import ProcessPoolExecutor

calls = 0
def square(x):
    global calls
    calls += 1
    return [x, x * x]

def main():
    with ProcessPoolExecutor(max_workers=2) as pool:
        fs = [pool.submit(square, i) for i in range(2)]
        for f in fs:
            a, b = f.result()
            print(a, b)
        print(list(pool.map(square, [5, 6])), calls)
if __name__ == "__main__":
    main()
