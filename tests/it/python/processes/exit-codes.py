import multiprocessing as mp, sys

def bad():
    raise ValueError("no")
def leave():
    sys.exit(3)
def good():
    pass

if __name__ == "__main__":
    ps = [mp.Process(target=t) for t in (bad, leave, good)]
    for p in ps: p.start()
    for p in ps: p.join()
    print([p.exitcode for p in ps], ps[0].name, ps[1].is_alive())
