from multiprocessing import Pool
def div(n):
    return 12 // n
if __name__ == "__main__":
    pool = Pool(2)
    try:
        print(pool.map(div, [1, 0, 3]))
    except ZeroDivisionError:
        print("caught")
    pool.close()
    pool.join()
    print("end")
